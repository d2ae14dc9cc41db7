import { scratch } from '../text/scratch.ts';
import type { Lessons } from './lessons.ts';

const neighbours = 6;
/** So much of a sentence must be there before a short one counts as near. */
const massFloor = 6;

const roomForShared = scratch((length) => new Float64Array(length));

/**
 * For each sentence of the lessons, the rarity of its grams that an answer holds. What is given is gone at the next call.
 *
 * @param distinct - the different rows that count in the answer
 */
export function sharedMass({ sentences, holders, rarity }: Lessons, distinct: Int32Array): Float64Array {
  const shared = roomForShared(sentences.length);
  const { start, items } = holders;
  for (const row of distinct) {
    const first = start[row] ?? 0;
    const end = start[row + 1] ?? 0;
    const weight = rarity[end - first] ?? 0;
    for (let at = first; at < end; at++) {
      const number = items[at] ?? 0;
      shared[number] = (shared[number] ?? 0) + weight;
    }
  }
  return shared;
}

/**
 * Mean share of the nearest sentences of a group that the answer holds; 0 where there are none.
 *
 * @param shared - as {@link sharedMass} gives it
 * @param without - id of a labelled answer whose own sentences are not looked at
 */
export function nearestOf(
  { sentences, groups, mass }: Lessons,
  shared: Float64Array,
  group: number,
  without: string | undefined,
): number {
  const nearest: number[] = [];
  let least = 0;
  let leastAt = 0;
  for (let at = groups.start[group] ?? 0; at < (groups.start[group + 1] ?? 0); at++) {
    const number = groups.items[at] ?? 0;
    if (without !== undefined && sentences[number]?.from === without) continue;
    const share = (shared[number] ?? 0) / (massFloor + (mass[number] ?? 0));
    if (nearest.length < neighbours) nearest.push(share);
    else if (share > least) nearest[leastAt] = share;
    else continue;
    leastAt = 0;
    for (let index = 1; index < nearest.length; index++)
      if ((nearest[index] ?? 0) < (nearest[leastAt] ?? 0)) leastAt = index;
    least = nearest[leastAt] ?? 0;
  }
  return nearest.length === 0 ? 0 : nearest.reduce((sum, share) => sum + share, 0) / nearest.length;
}
