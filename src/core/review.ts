import { z } from 'zod';

/** Why a person should look at a grade: only things that can be measured, never a model's opinion of itself. */
export const ReviewReason = z.enum([
  'judges_disagree',
  'evidence_not_found',
  'undecided',
  'split_vote',
  'addressed_to_grader',
  'copied_from_rubric',
  'same_as_another_answer',
  'very_short',
  'llm_unavailable',
]);
export type ReviewReason = z.infer<typeof ReviewReason>;

/** Whether a person should look, and why. `needed` is true exactly when there is a reason. */
export const Review = z.object({ needed: z.boolean(), reasons: z.array(ReviewReason) });
export type Review = z.infer<typeof Review>;

/** The review that reasons call for: each once, in the order of the closed list. */
export function reviewFor(reasons: Iterable<ReviewReason>): Review {
  const given = new Set(reasons);
  const ordered = ReviewReason.options.filter((reason) => given.has(reason));
  return { needed: ordered.length > 0, reasons: ordered };
}
