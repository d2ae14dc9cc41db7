import { z } from 'zod';

/** What a rater may say of one key point of one answer. */
export const Label = z.enum(['met', 'partial', 'missed']);
export type Label = z.infer<typeof Label>;

/** What a judge concludes on one key point. `undecided` is no verdict on the answer: a person has to look. */
export const Verdict = z.enum(['met', 'partial', 'missed', 'undecided']);
export type Verdict = z.infer<typeof Verdict>;

/** The share of a point's weight that a verdict earns: met 1, partial 0.5, missed 0. */
export const creditOf: Readonly<Record<Label, number>> = { met: 1, partial: 0.5, missed: 0 };

/** How many steps of the scale missed – partial – met lie between two verdicts: 0, 1 or 2. */
export function stepsBetween(first: Label, second: Label): number {
  return Math.abs(creditOf[first] - creditOf[second]) * 2;
}
