import type { Rubric } from '../../core/rubric.ts';
import { hashOf } from './hash.ts';

/**
 * `sha256:` and the hash of everything in a rubric that verdicts depend on: all of it but weights, marks and deductions. Where
 * it differs from that of a grade, the grade is stale; where only the weights differ, verdicts hold and can be scored anew.
 */
export function wordingOf(rubric: Rubric): string {
  let known = wordings.get(rubric);
  if (known === undefined) {
    const { marks: _, points, red_flags: flags, ...rest } = rubric;
    known = hashOf(
      JSON.stringify({
        ...rest,
        points: points.map(({ weight: _, ...point }) => point),
        red_flags: flags.map(({ deduct: _, ...flag }) => flag),
      }),
    );
    wordings.set(rubric, known);
  }
  return known;
}

/** A rubric is read once and judges many answers. */
const wordings = new WeakMap<Rubric, string>();
