import type { Rubric } from './rubric.ts';
import { creditOf, type Verdict } from './verdict.ts';

/** What verdicts and red flags are worth. `low` and `high` differ only while a point is undecided; the score is then `low`. */
export type Score = { readonly score: number; readonly percent: number; readonly low: number; readonly high: number };

/**
 * score = marks × clamp(Σ weight·verdict / Σ weight − Σ deduct of the red flags, 0, 1)
 *
 * An undecided point counts as missed in `low` and as met in `high`. Marks are rounded to one decimal, half up, and so is
 * the percentage.
 *
 * @param verdictOf - the verdict on each point id of the rubric; a missing one is an error
 * @throws {RangeError} when a point of the rubric has no verdict
 */
export function scoreVerdicts(
  rubric: Rubric,
  verdictOf: ReadonlyMap<string, Verdict>,
  redFlags: readonly string[],
): Score {
  let weights = 0;
  let earned = 0;
  let open = 0;
  for (const point of rubric.points) {
    const verdict = verdictOf.get(point.id);
    if (verdict === undefined) throw new RangeError(`no verdict on point "${point.id}" of "${rubric.id}"`);
    weights += point.weight;
    if (verdict === 'undecided') open += point.weight;
    else earned += point.weight * creditOf[verdict];
  }
  const deducted = rubric.red_flags
    .filter((flag) => redFlags.includes(flag.id))
    .reduce((sum, flag) => sum + flag.deduct, 0);
  const low = clamp(earned / weights - deducted);
  const high = clamp((earned + open) / weights - deducted);
  return {
    score: roundHalfUp(rubric.marks * low),
    percent: roundHalfUp(100 * low),
    low: roundHalfUp(rubric.marks * low),
    high: roundHalfUp(rubric.marks * high),
  };
}

/** One decimal, half up. The small addend undoes binary fractions such as 2.25 stored as 2.2499999999999996. */
export function roundHalfUp(value: number): number {
  return Math.floor(value * 10 + 0.5 + 1e-9) / 10;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
