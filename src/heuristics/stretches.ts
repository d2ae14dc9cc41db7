/** A half-open range of symbols, and what its sum is multiplied by. */
export type Stretch = { readonly first: number; readonly last: number; readonly scale: number };

const stretchLengths = [8, 16, 28, 44];
const stretchStep = 2;
// Keep a single telling word from outweighing a sentence.
const stretchFloor = 4;
/** By how many grams a stretch has, two a symbol at the most. */
const scales = Float64Array.from(
  { length: 2 * Math.max(...stretchLengths) + 1 },
  (_, grams) => 1 / Math.sqrt(stretchFloor + grams),
);

/**
 * How many grams stand before each symbol and after the last.
 *
 * @param rows - two entries a symbol, below −1 where there is no gram
 */
export function gramsBefore(rows: Int32Array): Int32Array {
  const before = new Int32Array(rows.length / 2 + 1);
  for (let index = 0; index + 1 < before.length; index++)
    before[index + 1] =
      (before[index] ?? 0) + ((rows[2 * index] ?? -2) > -2 ? 1 : 0) + ((rows[2 * index + 1] ?? -2) > -2 ? 1 : 0);
  return before;
}

/**
 * The stretch that speaks most for a subject, and how much: the sum of its weights, scaled by how many grams it has. None where
 * nothing speaks for the subject.
 *
 * Stretches of a few lengths from every other symbol on are looked at. Clauses would be the natural stretches, but speech that was
 * written down without punctuation has none.
 *
 * @param grams - as {@link gramsBefore} counts them
 * @param sums - sums of the subject's weights before each symbol and after the last, from entry `from` on
 */
export function likestStretch(
  grams: Int32Array,
  sums: Float64Array,
  from: number,
): { readonly best: number; readonly likest: Stretch | undefined } {
  const count = grams.length - 1;
  let best = 0;
  let bestFirst = 0;
  let bestLast = 0;
  for (const length of stretchLengths) {
    for (let first = 0; first < count; first += stretchStep) {
      const last = Math.min(count, first + length);
      const score = ((sums[from + last] ?? 0) - (sums[from + first] ?? 0)) * scaleOf(grams, first, last);
      if (score > best) {
        best = score;
        bestFirst = first;
        bestLast = last;
      }
      if (first + length >= count) break;
    }
  }
  if (best === 0) return { best, likest: undefined };
  const scale = scaleOf(grams, bestFirst, bestLast);
  return { best, likest: { first: bestFirst, last: bestLast, scale } };
}

function scaleOf(grams: Int32Array, first: number, last: number): number {
  return scales[(grams[last] ?? 0) - (grams[first] ?? 0)] ?? 0;
}
