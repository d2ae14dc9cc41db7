/** Levels of a verdict in order: missed 0, partial 1, met 2. */
export type Level = 0 | 1 | 2;

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
  const firstCount = [0, 0, 0];
  const secondCount = [0, 0, 0];
  let observed = 0;
  for (const [index, level] of first.entries()) {
    const other = second[index] ?? 0;
    observed += distance(level, other, weighting);
    firstCount[level] = (firstCount[level] ?? 0) + 1;
    secondCount[other] = (secondCount[other] ?? 0) + 1;
  }
  let expected = 0;
  for (const a of [0, 1, 2]) {
    for (const b of [0, 1, 2]) expected += distance(a, b, weighting) * (firstCount[a] ?? 0) * (secondCount[b] ?? 0);
  }
  expected /= first.length;
  return expected === 0 ? undefined : 1 - observed / expected;
}

function distance(a: number, b: number, weighting: 'linear' | 'quadratic'): number {
  return weighting === 'linear' ? Math.abs(a - b) / 2 : ((a - b) / 2) ** 2;
}
