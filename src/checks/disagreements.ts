import type { Evidence } from '../core/evidence.ts';
import { stepsBetween, type Verdict } from '../core/verdict.ts';
import { type AnswerResult, counts } from './answer-result.ts';

/** A verdict that is not the rater's, with all that is needed to see who is right. */
export type Disagreement = {
  readonly answer: string;
  readonly question: string;
  readonly point: string;
  readonly name: string;
  readonly label: Verdict;
  readonly verdict: Verdict;
  readonly uncertain: boolean;
  readonly evidence: readonly Evidence[];
  readonly reason: string;
  /** The answer as it was received. */
  readonly text: string;
};

/**
 * Every disagreement, the worst first: two steps before one, credit that nobody gave before credit that was withheld,
 * points that the rater was sure of before the others. Of several runs over an answer the first is shown.
 */
export function disagreementsOf(results: readonly AnswerResult[]): Disagreement[] {
  const found = results
    .filter(counts)
    .filter((result) => result.run === 1)
    .flatMap((result) =>
      result.points
        .filter((point) => point.verdict !== point.label)
        .map(({ id, name, label, verdict, uncertain, evidence, reason }): Disagreement => {
          const { question, answer } = result;
          return {
            answer: result.id,
            question,
            point: id,
            name,
            label,
            verdict,
            uncertain,
            evidence,
            reason,
            text: answer,
          };
        }),
    );
  return found.toSorted((a, b) => weight(b) - weight(a));
}

function weight({ label, verdict, uncertain }: Disagreement): number {
  if (verdict === 'undecided' || label === 'undecided') return 0;
  const tooKind = label === 'missed' || (label === 'partial' && verdict === 'met');
  return 4 * stepsBetween(label, verdict) + (tooKind ? 2 : 0) + (uncertain ? 0 : 1);
}
