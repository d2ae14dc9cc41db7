/** Levels of a verdict in order: missed 0, partial 1, met 2. */
export type Level = 0 | 1 | 2;

/** How often each pair of levels occurred, nine counts: `3 × first + second`. */
export type Confusion = readonly number[];

/**
 * Weighted kappa between two raters over three levels.
 *
 * @param first, second - levels in the same order: index i is the same point of the same answer
 * @param weighting - `quadratic` (QWK) or `linear`
 * @returns 1 when identical, 0 at chance, negative below; undefined when the raters use one and the same level throughout
 * @throws {RangeError} when the lengths differ or are zero
 * @see Cohen (1968), Psychological Bulletin 70(4)
 */
export function weightedKappa(
  first: readonly Level[],
  second: readonly Level[],
  weighting: 'linear' | 'quadratic',
): number | undefined {
  if (first.length !== second.length || first.length === 0)
    throw new RangeError(`two lists of ${first.length} and ${second.length} levels`);
  return kappaOf(confusionOf(first, second), weighting);
}

/** Counts pairs of levels. Lists without a pair give nine zeros. @throws {RangeError} when the lengths differ */
export function confusionOf(first: readonly Level[], second: readonly Level[]): Confusion {
  if (first.length !== second.length) throw new RangeError(`two lists of ${first.length} and ${second.length} levels`);
  const counts = new Array<number>(9).fill(0);
  for (const [index, level] of first.entries()) {
    const cell = 3 * level + (second[index] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

/** The same kappa from counts; undefined also when there are none. */
export function kappaOf(confusion: ArrayLike<number>, weighting: 'linear' | 'quadratic'): number | undefined {
  const at = (first: number, second: number): number => confusion[3 * first + second] ?? 0;
  let total = 0;
  let observed = 0;
  let expected = 0;
  for (let a = 0; a < 3; a++) {
    const firstCount = at(a, 0) + at(a, 1) + at(a, 2);
    total += firstCount;
    for (let b = 0; b < 3; b++) {
      const far = distance(a, b, weighting);
      observed += far * at(a, b);
      expected += far * firstCount * (at(0, b) + at(1, b) + at(2, b));
    }
  }
  return expected === 0 ? undefined : 1 - (observed * total) / expected;
}

function distance(a: number, b: number, weighting: 'linear' | 'quadratic'): number {
  return weighting === 'linear' ? Math.abs(a - b) / 2 : ((a - b) / 2) ** 2;
}
