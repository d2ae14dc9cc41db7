import type { Grade } from './grade.ts';
import { reviewFor } from './review.ts';

/** That an answer stands in a group of near-identical answers of different candidates to one question of a batch. */
export type Alike = {
  /** Position of the answer by which the group was found, its first: what has the same is of one group. */
  readonly first: number;
  /** Share of runs of four characters or words in common with that one, 0 to 1, estimated. */
  readonly likeness: number;
};

/** A grade as it is shown: where its answer was found to be nearly the same as another's, its review says so as well. */
export function withAlike(grade: Grade, alike: Alike | null): Grade {
  if (alike === null) return grade;
  return { ...grade, review: reviewFor([...grade.review.reasons, 'same_as_another_answer']) };
}
