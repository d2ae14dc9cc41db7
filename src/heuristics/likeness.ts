import { type Symbols, symbolsIn, symbolsOf } from '../text/grams.ts';
import type { Span } from '../text/normalise.ts';
import type { Lessons } from './lessons.ts';
import type { Scene } from './scene.ts';
import type { Degree } from './weights.ts';

/** How much an answer resembles the sentences that do one thing. */
export type Likeness = {
  /** Of the likest stretch: the sum of log-odds over the root of their number; 0 when nothing speaks for the thing. */
  readonly about: number;
  /** The same stretch: is the thing done in full (above 0), or by half or not at all (below)? */
  readonly level: number;
  /** Of the whole answer, each gram counted once. */
  readonly breadth: number;
  /** How much of the six nearest sentences that do it in full the answer holds: 0 to 1, rare grams counting more. */
  readonly nearest: number;
  /** The same of the six nearest that fail at it. */
  readonly nearest_failed: number;
  /** The likest stretch, in offsets of the normalised text; undefined when nothing speaks for the thing. */
  readonly span: Span | undefined;
};

// Keep a single telling word from outweighing a sentence, and a short answer from looking broad.
const stretchFloor = 4;
const answerFloor = 40;

/**
 * How much an answer resembles what the lessons tell of each subject, in their order; undefined for a subject without lessons.
 * Held stretches (quoted, reported, hypothetical, named, borrowed, repeated) are left out as if they had not been written.
 *
 * @param without - id of a labelled answer whose own sentences are not looked at
 */
export function likenessOf(lessons: Lessons, scene: Scene, without?: string): (Likeness | undefined)[] {
  const heard = hear(lessons, scene);
  const stretches = stretchesOf(heard);
  const shared = sharedMass(lessons, heard);
  const subjects = lessons.taught.length;
  return lessons.taught.map((taught, subject) => {
    if (!taught) return undefined;
    const about = prefixSums(heard, lessons.about, subject, subjects);
    let best = 0;
    let likest: Stretch | undefined;
    for (const stretch of stretches) {
      const score = ((about[stretch.last] ?? 0) - (about[stretch.first] ?? 0)) * stretch.scale;
      if (score > best) {
        best = score;
        likest = stretch;
      }
    }
    let breadth = 0;
    for (const row of heard.distinct) breadth += lessons.about[row * subjects + subject] ?? 0;
    return {
      about: best,
      level: likest === undefined ? 0 : sumOver(heard, lessons.level, subject, subjects, likest),
      // What speaks against a thing is not thinned out by words that say nothing.
      breadth: breadth / Math.sqrt(answerFloor + (breadth < 0 ? heard.distinct.length : heard.grams)),
      nearest: nearestOf(lessons, shared, subject, 'full', without),
      nearest_failed: nearestOf(lessons, shared, subject, 'failed', without),
      span: likest === undefined ? undefined : wholeClauses(scene, heard, likest),
    };
  });
}

/** The grams of an answer that count, as rows of the lessons. */
type Heard = {
  readonly symbols: Symbols;
  /** Numbers of the symbols that count. */
  readonly heard: Int32Array;
  /** As {@link GramRows.find} gives them. */
  readonly rows: Int32Array;
  readonly distinct: readonly number[];
  /** How many different grams count; those that the lessons do not know count each time. */
  readonly grams: number;
};

function hear(lessons: Lessons, scene: Scene): Heard {
  const symbols = symbolsOf(scene.normalised.text);
  const silent = symbolsIn(symbols, scene.held);
  const heard = Int32Array.from(symbols.symbol.keys()).filter((index) => silent[index] === 0);
  const rows = lessons.rows.find(symbols, symbolsIn(symbols, scene.negated), heard);
  const seen = new Uint8Array(lessons.rows.size);
  const distinct: number[] = [];
  let unknown = 0;
  for (const row of rows) {
    if (row === -1) unknown++;
    if (row < 0 || seen[row] === 1) continue;
    seen[row] = 1;
    distinct.push(row);
    lessons.prepare(row);
  }
  return { symbols, heard, rows, distinct, grams: distinct.length + unknown };
}

function prefixSums({ rows }: Heard, table: Float32Array, subject: number, subjects: number): Float64Array {
  const sums = new Float64Array(rows.length / 2 + 1);
  let sum = 0;
  for (let index = 0; index < rows.length; index += 2) {
    const single = rows[index] ?? -1;
    const pair = rows[index + 1] ?? -1;
    if (single >= 0) sum += table[single * subjects + subject] ?? 0;
    if (pair >= 0) sum += table[pair * subjects + subject] ?? 0;
    sums[index / 2 + 1] = sum;
  }
  return sums;
}

function sumOver(
  { rows }: Heard,
  table: Float32Array,
  subject: number,
  subjects: number,
  { first, last, scale }: Stretch,
): number {
  let sum = 0;
  for (let index = 2 * first; index < 2 * last; index++) {
    const row = rows[index] ?? -1;
    if (row >= 0) sum += table[row * subjects + subject] ?? 0;
  }
  return sum * scale;
}

/** A half-open range of symbols, and what its sum is multiplied by. */
type Stretch = { readonly first: number; readonly last: number; readonly scale: number };

const stretchLengths = [8, 16, 28, 44];
const stretchStep = 2;

/**
 * Stretches of a few lengths from every other symbol on. Clauses would be the natural stretches, but speech that was written
 * down without punctuation has none.
 */
function stretchesOf({ rows }: Heard): Stretch[] {
  const count = rows.length / 2;
  const before = new Int32Array(count + 1);
  for (let index = 0; index < count; index++)
    before[index + 1] =
      (before[index] ?? 0) + ((rows[2 * index] ?? -2) > -2 ? 1 : 0) + ((rows[2 * index + 1] ?? -2) > -2 ? 1 : 0);
  const stretches: Stretch[] = [];
  for (const length of stretchLengths) {
    for (let first = 0; first < count; first += stretchStep) {
      const last = Math.min(count, first + length);
      const grams = (before[last] ?? 0) - (before[first] ?? 0);
      stretches.push({ first, last, scale: 1 / Math.sqrt(stretchFloor + grams) });
      if (first + length >= count) break;
    }
  }
  return stretches;
}

const neighbours = 6;
/** So much of a sentence must be there before a short one counts as near. */
const massFloor = 6;

/** For each sentence of the lessons, the rarity of its grams that the answer holds. */
function sharedMass({ sentences, holders, rarity }: Lessons, { distinct }: Heard): Float64Array {
  const shared = new Float64Array(sentences.length);
  for (const row of distinct) {
    const weight = rarity[row] ?? 0;
    for (const number of holders[row] ?? []) shared[number] = (shared[number] ?? 0) + weight;
  }
  return shared;
}

/** Mean share of the nearest sentences of a degree that the answer holds; 0 where there are none. */
function nearestOf(
  { sentences, mass }: Lessons,
  shared: Float64Array,
  subject: number,
  degree: Degree,
  without: string | undefined,
): number {
  const nearest: number[] = [];
  for (let number = 0; number < sentences.length; number++) {
    const sentence = sentences[number];
    if (sentence === undefined || sentence.subject !== subject || sentence.degree !== degree) continue;
    if (without !== undefined && sentence.from === without) continue;
    const share = (shared[number] ?? 0) / (massFloor + (mass[number] ?? 0));
    if (nearest.length < neighbours) nearest.push(share);
    else {
      const least = Math.min(...nearest);
      if (share > least) nearest[nearest.indexOf(least)] = share;
    }
  }
  return nearest.length === 0 ? 0 : nearest.reduce((sum, share) => sum + share, 0) / nearest.length;
}

/**
 * The clauses in a row of which a stretch covers half or more, without the stops at either end; the stretch itself where there are
 * none. A stretch may reach over words that do not count: of the rows on either side the longer is taken.
 */
function wholeClauses(
  { structure, normalised: { text } }: Scene,
  { symbols, heard }: Heard,
  { first, last }: Stretch,
): Span {
  const rows: Span[] = [];
  let from = first;
  for (let index = first + 1; index <= last; index++) {
    if (index < last && (heard[index] ?? 0) === (heard[index - 1] ?? 0) + 1) continue;
    rows.push({
      start: symbols.start[heard[from] ?? 0] ?? 0,
      end: symbols.end[heard[index - 1] ?? 0] ?? 0,
    });
    from = index;
  }
  const longest = rows.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
  const covered = structure.clauses.filter(({ start, end }) => {
    const shared = Math.min(end, longest.end) - Math.max(start, longest.start);
    return shared > 0 && 2 * shared >= end - start;
  });
  const start = covered[0]?.start;
  const end = covered.at(-1)?.end;
  if (start === undefined || end === undefined) return longest;
  const inner = text.slice(start, end).replace(/^[\p{P}\s]+/u, '');
  const innerStart = end - inner.length;
  const innerEnd = innerStart + inner.replace(/[\p{P}\s]+$/u, '').length;
  return innerEnd > innerStart ? { start: innerStart, end: innerEnd } : longest;
}
