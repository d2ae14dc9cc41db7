import { type Fixture, readFixtures } from '../src/checks/fixtures.ts';
import { evidenceAt } from '../src/core/evidence.ts';
import { type Judgement, noUsage } from '../src/core/judge.ts';
import type { ReviewReason } from '../src/core/review.ts';
import type { Rubric } from '../src/core/rubric.ts';
import type { Grader } from '../src/grading/answer/grade-answer.ts';
import type { Catalogue } from '../src/grading/catalogue/catalogue.ts';

/** How many grades ask for review, and why. */
export type ReviewShare = {
  readonly grades: number;
  readonly toReview: number;
  readonly reasons: ReadonlyMap<ReviewReason, number>;
};

/**
 * The share of labelled answers that would be sent to review if the LLM judged exactly as the human raters did: the best
 * judge there can be, so that every request for review is one too many. Its evidence is the whole answer, which touches
 * every stretch that the heuristics hold back: an upper bound.
 */
export function reviewShare(parts: {
  readonly catalogue: Catalogue;
  readonly grader: Grader;
  readonly folder: string;
}): ReviewShare {
  const reasons = new Map<ReviewReason, number>();
  let grades = 0;
  let toReview = 0;
  for (const question of parts.catalogue.ids) {
    const rubric = parts.catalogue.rubric(question);
    for (const fixture of readFixtures(parts.folder, parts.catalogue.setOf(question).id, question)) {
      const { answer, id: labelledAs } = fixture;
      const request = { question, answer, labelledAs, engine: 'hybrid', lang: 'zh' } as const;
      const { review } = parts.grader.conclude(request, asLabelled(fixture, rubric), {
        model: 'labels',
        prompt: 'none',
      });
      grades++;
      if (review.needed) toReview++;
      for (const reason of review.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  return { grades, toReview, reasons };
}

function asLabelled({ answer, labels, red_flags }: Fixture, rubric: Rubric): Judgement {
  const evidence = [evidenceAt(answer, { start: 0, end: answer.length })] as const;
  return {
    points: rubric.points.map(({ id }) => {
      const verdict = labels[id] ?? 'missed';
      const said = { id, reason: 'label', advice: null };
      return verdict === 'missed' ? { ...said, verdict, evidence: [] } : { ...said, verdict, evidence };
    }),
    redFlags: red_flags.map((id) => ({ id, evidence })),
    reviewReasons: [],
    model: 'labels',
    usage: noUsage,
  };
}
