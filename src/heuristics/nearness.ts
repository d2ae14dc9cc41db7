import { scratch } from '../text/scratch.ts';
import type { Lessons } from './lessons.ts';
import { type Degree, groupOf } from './weights.ts';

/** How much of the sentences of one degree that are nearest to an answer the answer holds: 0 to 1, rare grams counting more. */
export type Nearness = {
  /** Of the six nearest, on average. */
  readonly some: number;
  /** Of the nearest. */
  readonly one: number;
  /** How many sentences there are to be near to. */
  readonly told: number;
};

/** How near an answer is to the sentences that do a thing in full, by half, or fail at it. */
export type Nearnesses = Readonly<Record<Degree, Nearness>>;

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
 * How near the sentences about a subject are; 0 where there are none.
 *
 * @param shared - as {@link sharedMass} gives it
 * @param without - id of a labelled answer whose own sentences are not looked at
 */
export function nearnessesOf(lessons: Lessons, shared: Float64Array, subject: number, without?: string): Nearnesses {
  return {
    full: nearnessOf(lessons, shared, groupOf(subject, 'full'), without),
    half: nearnessOf(lessons, shared, groupOf(subject, 'half'), without),
    failed: nearnessOf(lessons, shared, groupOf(subject, 'failed'), without),
  };
}

/** The shares of the nearest, written over for each group: a new array for each would cost more than what it holds. */
const nearest = new Float64Array(neighbours);

function nearnessOf(
  { sentences, groups, mass }: Lessons,
  shared: Float64Array,
  group: number,
  without: string | undefined,
): Nearness {
  const { start, items } = groups;
  const first = start[group] ?? 0;
  const end = start[group + 1] ?? 0;
  nearest.fill(0);
  let seen = 0;
  let least = 0;
  let leastAt = 0;
  for (let at = first; at < end; at++) {
    const number = items[at] ?? 0;
    if (without !== undefined && sentences[number]?.from === without) continue;
    seen++;
    const share = (shared[number] ?? 0) / (massFloor + (mass[number] ?? 0));
    if (share <= least) continue;
    nearest[leastAt] = share;
    leastAt = 0;
    for (let index = 1; index < neighbours; index++)
      if ((nearest[index] ?? 0) < (nearest[leastAt] ?? 0)) leastAt = index;
    least = nearest[leastAt] ?? 0;
  }
  let sum = 0;
  let one = 0;
  for (const share of nearest) {
    sum += share;
    if (share > one) one = share;
  }
  return { some: sum / Math.max(1, Math.min(neighbours, seen)), one, told: end - first };
}
