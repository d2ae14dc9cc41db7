import type { Grade } from '../../core/grade.ts';
import { addUsage, noUsage } from '../../core/judge.ts';
import type { ReviewReason } from '../../core/review.ts';

/** What a run came to, grade by grade, without keeping any. */
export type RunSummary = {
  readonly add: (grade: Grade) => void;
  /** Lines for a person: the share of grades that ask for review and why, and what the model took. */
  readonly lines: () => readonly string[];
};

/** Starts counting. */
export function startSummary(): RunSummary {
  let grades = 0;
  let toReview = 0;
  let fellBack = 0;
  let usage = noUsage;
  const reasons = new Map<ReviewReason, number>();
  const money = new Map<string, number>();

  function add(grade: Grade): void {
    grades++;
    if (grade.review.needed) toReview++;
    for (const reason of grade.review.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (grade.review.reasons.includes('llm_unavailable')) fellBack++;
    usage = addUsage(usage, grade.usage);
    if (grade.cost !== undefined)
      money.set(grade.cost.currency, (money.get(grade.cost.currency) ?? 0) + grade.cost.amount);
  }

  function lines(): string[] {
    const said: string[] = [];
    const why = [...reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${reason} ${count}`);
    if (toReview > 0)
      said.push(
        `review asked for: ${toReview} of ${grades} (${((100 * toReview) / grades).toFixed(1)} %): ${why.join(', ')}`,
      );
    if (fellBack > 0) said.push(`judged by the heuristics, for the model could not be asked: ${fellBack}`);
    if (usage.calls > 0) said.push(`the model took ${usage.calls} calls, ${tokens()}${costs()}`);
    return said;
  }

  function tokens(): string {
    const { prompt_tokens: prompt, cached_tokens: cached, completion_tokens: completion } = usage;
    return `${prompt} prompt tokens (${cached} from the vendor's cache), ${completion} completion tokens`;
  }

  function costs(): string {
    return [...money].map(([currency, sum]) => `, ${sum.toFixed(4)} ${currency}`).join('');
  }

  return { add, lines };
}
