import { z } from 'zod';
import { Evidence } from '../core/evidence.ts';
import { ReviewReason } from '../core/review.ts';
import { Label, Verdict } from '../core/verdict.ts';

/** One point of a labelled answer: what the rater said and what the judge said. */
export const PointResult = z.strictObject({
  id: z.string(),
  dimension: z.string(),
  name: z.string(),
  label: Label,
  verdict: Verdict,
  /** The rater marked the point as one on which a fair rater might have chosen the neighbouring verdict. */
  uncertain: z.boolean(),
  evidence: z.array(Evidence),
  reason: z.string(),
  /** Share of the point's own words (policy and example) that stand in the answer: all that the overlap baseline knows. */
  overlap: z.number(),
});
export type PointResult = z.infer<typeof PointResult>;

/** One red flag of a labelled answer. */
export const FlagResult = z.strictObject({
  id: z.string(),
  name: z.string(),
  labelled: z.boolean(),
  found: z.boolean(),
  evidence: z.array(Evidence),
});
export type FlagResult = z.infer<typeof FlagResult>;

const Shared = {
  /** Id of the fixture. */
  id: z.string(),
  question: z.string(),
  set: z.string(),
  style: z.string(),
  /** Which of several runs over the same fixtures, from 1. */
  run: z.int().positive(),
  answer: z.string(),
  /** Characters, letters and digits of the answer: all that the length baseline knows. */
  length: z.int().nonnegative(),
  /** What the labels and red flags of the rater are worth, in percent of the marks. */
  labelled_percent: z.number(),
};

/**
 * What became of one fixture. `ungraded`: the grader failed, and there is no verdict. `synthetic`: a made-up recording
 * judged, which proves that the machinery works; it must enter no figure of quality.
 */
export const AnswerResult = z.discriminatedUnion('outcome', [
  z.strictObject({
    ...Shared,
    outcome: z.enum(['graded', 'insufficient']),
    synthetic: z.boolean(),
    /** Score in percent of the marks; its lower end while a point is undecided. */
    percent: z.number(),
    review: z.array(ReviewReason),
    points: z.array(PointResult),
    red_flags: z.array(FlagResult),
  }),
  z.strictObject({ ...Shared, outcome: z.literal('ungraded'), error: z.string() }),
]);
export type AnswerResult = z.infer<typeof AnswerResult>;
export type JudgedAnswer = Exclude<AnswerResult, { outcome: 'ungraded' }>;

/** Did the grader judge this answer, and may it count? */
export function counts(result: AnswerResult): result is JudgedAnswer {
  return result.outcome !== 'ungraded' && !result.synthetic;
}

/** Does anything in this result contradict the labels: a point, a red flag, or a grade that is not there? */
export function fails(result: AnswerResult): boolean {
  if (result.outcome === 'ungraded') return true;
  return (
    result.points.some((point) => point.verdict !== point.label) ||
    result.red_flags.some((flag) => flag.found !== flag.labelled)
  );
}

/** Name of an answer within its question: `d01` of `late-delivery/d01`. */
export function nameOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}

/** The letters at the start of an answer's name, one an author; empty where it starts with none. */
export function seriesOf(id: string): string {
  return /^[a-z]+/i.exec(nameOf(id))?.[0] ?? '';
}
