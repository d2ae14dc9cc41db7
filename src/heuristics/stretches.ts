// Keep a single telling word from outweighing a sentence.
const stretchFloor = 4;

/** A half-open range of symbols, and what its sum is multiplied by. */
export type Stretch = { readonly first: number; readonly last: number; readonly scale: number };

/** Many stretches in flat arrays: an answer has some six hundred. */
export type Stretches = { readonly first: Int32Array; readonly last: Int32Array; readonly scale: Float64Array };

const stretchLengths = [8, 16, 28, 44];
const stretchStep = 2;

/**
 * Stretches of a few lengths from every other symbol on. Clauses would be the natural stretches, but speech that was written
 * down without punctuation has none.
 *
 * @param rows - two entries a symbol, below −1 where there is no gram
 */
export function stretchesOf(rows: Int32Array): Stretches {
  const count = rows.length / 2;
  const before = new Int32Array(count + 1);
  for (let index = 0; index < count; index++)
    before[index + 1] =
      (before[index] ?? 0) + ((rows[2 * index] ?? -2) > -2 ? 1 : 0) + ((rows[2 * index + 1] ?? -2) > -2 ? 1 : 0);
  const firsts: number[] = [];
  const lasts: number[] = [];
  for (const length of stretchLengths) {
    for (let first = 0; first < count; first += stretchStep) {
      firsts.push(first);
      lasts.push(Math.min(count, first + length));
      if (first + length >= count) break;
    }
  }
  const first = Int32Array.from(firsts);
  const last = Int32Array.from(lasts);
  const scale = new Float64Array(first.length);
  for (let index = 0; index < scale.length; index++) {
    const grams = (before[last[index] ?? 0] ?? 0) - (before[first[index] ?? 0] ?? 0);
    scale[index] = 1 / Math.sqrt(stretchFloor + grams);
  }
  return { first, last, scale };
}

/** The stretch that speaks most for a subject, of which the sums begin at `from`; none where nothing speaks for it. */
export function likestOf(
  { first, last, scale }: Stretches,
  sums: Float64Array,
  from: number,
): { best: number; likest: Stretch | undefined } {
  let best = 0;
  let likest = -1;
  for (let index = 0; index < scale.length; index++) {
    const score =
      ((sums[from + (last[index] ?? 0)] ?? 0) - (sums[from + (first[index] ?? 0)] ?? 0)) * (scale[index] ?? 0);
    if (score > best) {
      best = score;
      likest = index;
    }
  }
  if (likest < 0) return { best, likest: undefined };
  return { best, likest: { first: first[likest] ?? 0, last: last[likest] ?? 0, scale: scale[likest] ?? 0 } };
}
