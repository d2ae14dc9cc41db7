import { type Symbols, symbolsIn, symbolsOf } from '../text/grams.ts';
import type { Span } from '../text/normalise.ts';
import { scratch } from '../text/scratch.ts';
import type { Lessons } from './lessons.ts';
import { type Nearnesses, nearnessesOf, sharedMass } from './nearness.ts';
import type { Scene } from './scene.ts';
import { gramsBefore, likestStretch, type Stretch } from './stretches.ts';

/** How much an answer resembles the sentences that do one thing. */
export type Likeness = {
  /** Of the likest stretch: the sum of log-odds over the root of their number; 0 when nothing speaks for the thing. */
  readonly about: number;
  /** The same stretch: is the thing done in full (above 0), or by half or not at all (below)? */
  readonly level: number;
  /** Of the whole answer, each gram counted once. */
  readonly breadth: number;
  /** How many symbols the likest stretch has. */
  readonly stretch: number;
  /** The share of its grams that the lessons know: 0 to 1. */
  readonly known: number;
  /** Undefined where it was not looked for. */
  readonly near: Nearnesses | undefined;
  /** The likest stretch, in offsets of the normalised text; undefined when nothing speaks for the thing. */
  readonly span: Span | undefined;
};

// Keep a short answer from looking broad.
const answerFloor = 40;

/** What is looked at. */
export type LikenessOptions = {
  /** For which subjects to look for the nearest sentences. */
  readonly near: (subject: number) => boolean;
  /** Id of a labelled answer whose own sentences are not looked at. */
  readonly without: string | undefined;
  /** The only stretch that counts; all of the answer where there is none. */
  readonly within?: Span;
};

/**
 * How much an answer resembles what the lessons tell of each subject, in their order; undefined for a subject without lessons.
 * Held stretches (quoted, reported, hypothetical, named, borrowed, repeated) are left out as if they had not been written.
 */
export function likenessOf(
  lessons: Lessons,
  scene: Scene,
  { near, without, within }: LikenessOptions,
): (Likeness | undefined)[] {
  const heard = hear(lessons, scene, within);
  const grams = gramsBefore(heard.lines);
  const shared = sharedMass(lessons, heard.distinct);
  const subjects = lessons.taught.length;
  const about = prefixSums(heard, lessons.about, subjects);
  const breadth = breadths(heard, lessons.about, subjects);
  return lessons.taught.map((taught, subject) => {
    if (!taught) return undefined;
    const { best, likest } = likestStretch(grams, about, subject * grams.length);
    return {
      about: best,
      level: likest === undefined ? 0 : sumOver(heard, lessons.level, subject, subjects, likest),
      breadth: breadthOf(breadth[subject] ?? 0, heard),
      stretch: likest === undefined ? 0 : likest.last - likest.first,
      known: likest === undefined ? 0 : knownIn(heard, likest),
      near: near(subject) ? nearnessesOf(lessons, shared, subject, without) : undefined,
      span: likest === undefined ? undefined : wholeClauses(scene, heard, likest),
    };
  });
}

/** The grams of an answer that count, as rows of the lessons. */
type Heard = {
  readonly symbols: Symbols;
  /** Numbers of the symbols that count. */
  readonly heard: Int32Array;
  /** The lines of their grams in the tables of the lessons: two entries a symbol, as {@link GramRows.find} gives rows. */
  readonly lines: Int32Array;
  /** The different rows that count, in the order in which they are first heard, and the line of each. */
  readonly distinct: Int32Array;
  readonly linesOfDistinct: Int32Array;
  /** How many different grams count; those that the lessons do not know count each time. */
  readonly grams: number;
};

/** A gram that comes again within so many entries (two a symbol) is the same word stammered, not said twice. */
const repeatReach = 4;

/** By row, one more than where it was heard last. All 0 between two answers: a new array for each would cost more than what it holds. */
let heardAt = new Int32Array(0);

const roomForDistinct = scratch((length) => new Int32Array(length));
const roomForLines = scratch((length) => new Int32Array(length));
const roomForHeard = scratch((length) => new Int32Array(length));
const roomForSums = scratch((length) => new Float64Array(length));

function hear(lessons: Lessons, scene: Scene, within: Span | undefined): Heard {
  const { text } = scene.normalised;
  const symbols = symbolsOf(text);
  const outside =
    within === undefined
      ? []
      : [
          { start: 0, end: within.start },
          { start: within.end, end: text.length },
        ];
  const silent = symbolsIn(symbols, [...scene.held, ...outside]);
  const heard = numbersOfZeros(silent);
  const lines = lessons.rows.find(symbols, symbolsIn(symbols, scene.negated), heard);
  if (heardAt.length < lessons.rows.size) heardAt = new Int32Array(lessons.rows.size);
  const distinct = roomForDistinct(lines.length);
  const linesOfDistinct = roomForLines(lines.length);
  let count = 0;
  let unknown = 0;
  for (let at = 0; at < lines.length; at++) {
    const row = lines[at] ?? -1;
    if (row === -1) unknown++;
    if (row < 0) continue;
    const last = heardAt[row] ?? 0;
    heardAt[row] = at + 1;
    if (last > 0 && at + 1 - last < repeatReach) {
      lines[at] = -1;
      continue;
    }
    const line = lessons.lineFor(row);
    lines[at] = line;
    if (last > 0) continue;
    distinct[count] = row;
    linesOfDistinct[count++] = line;
  }
  for (let index = 0; index < count; index++) heardAt[distinct[index] ?? 0] = 0;
  return {
    symbols,
    heard,
    lines,
    distinct: distinct.subarray(0, count),
    linesOfDistinct: linesOfDistinct.subarray(0, count),
    grams: count + unknown,
  };
}

function numbersOfZeros(marks: Uint8Array): Int32Array {
  const numbers = roomForHeard(marks.length);
  let count = 0;
  for (let index = 0; index < marks.length; index++) if (marks[index] === 0) numbers[count++] = index;
  return numbers.subarray(0, count);
}

/** For each subject in turn, the sums of the weights before every symbol and after the last. */
function prefixSums({ lines }: Heard, table: Float32Array, subjects: number): Float64Array {
  const count = lines.length / 2;
  const sums = roomForSums(subjects * (count + 1));
  for (let index = 0; index < count; index++) {
    const single = (lines[2 * index] ?? -1) * subjects;
    const pair = (lines[2 * index + 1] ?? -1) * subjects;
    for (let subject = 0; subject < subjects; subject++) {
      const at = subject * (count + 1) + index;
      let sum = sums[at] ?? 0;
      if (single >= 0) sum += table[single + subject] ?? 0;
      if (pair >= 0) sum += table[pair + subject] ?? 0;
      sums[at + 1] = sum;
    }
  }
  return sums;
}

/** For each subject the sum of the weights of the different grams. */
function breadths({ linesOfDistinct }: Heard, table: Float32Array, subjects: number): Float64Array {
  const sums = new Float64Array(subjects);
  for (const line of linesOfDistinct) {
    for (let subject = 0; subject < subjects; subject++)
      sums[subject] = (sums[subject] ?? 0) + (table[line * subjects + subject] ?? 0);
  }
  return sums;
}

function sumOver(
  { lines }: Heard,
  table: Float32Array,
  subject: number,
  subjects: number,
  { first, last, scale }: Stretch,
): number {
  let sum = 0;
  for (let index = 2 * first; index < 2 * last; index++) {
    const line = lines[index] ?? -1;
    if (line >= 0) sum += table[line * subjects + subject] ?? 0;
  }
  return sum * scale;
}

function knownIn({ lines }: Heard, { first, last }: Stretch): number {
  let known = 0;
  let all = 0;
  for (let index = 2 * first; index < 2 * last; index++) {
    const line = lines[index] ?? -2;
    if (line > -2) all++;
    if (line >= 0) known++;
  }
  return all === 0 ? 0 : known / all;
}

/** What speaks against a thing is not thinned out by words that say nothing. */
function breadthOf(sum: number, { distinct, grams }: Heard): number {
  return sum / Math.sqrt(answerFloor + (sum < 0 ? distinct.length : grams));
}

/**
 * The clauses in a row of which a stretch covers half or more, without the stops at either end; the stretch itself where there are
 * none. A stretch may reach over words that do not count: of the rows on either side the longer is taken.
 */
function wholeClauses({ structure, normalised: { text } }: Scene, heard: Heard, stretch: Stretch): Span {
  const longest = longestRow(heard, stretch);
  const covered = structure.clauses.filter(({ start, end }) => {
    const shared = Math.min(end, longest.end) - Math.max(start, longest.start);
    return shared > 0 && 2 * shared >= end - start;
  });
  const from = covered[0]?.start;
  const to = covered.at(-1)?.end;
  if (from === undefined || to === undefined) return longest;
  let start = from;
  let end = to;
  while (start < end && isStop(text, start)) start++;
  while (end > start && isStop(text, end - 1)) end--;
  return end > start ? { start, end } : longest;
}

/** The longest part of a stretch without a symbol that does not count. */
function longestRow({ symbols, heard }: Heard, { first, last }: Stretch): Span {
  let longest: Span = { start: 0, end: 0 };
  let from = first;
  for (let index = first + 1; index <= last; index++) {
    if (index < last && heard[index] === (heard[index - 1] ?? 0) + 1) continue;
    const row = { start: symbols.start[heard[from] ?? 0] ?? 0, end: symbols.end[heard[index - 1] ?? 0] ?? 0 };
    if (row.end - row.start > longest.end - longest.start) longest = row;
    from = index;
  }
  return longest;
}

function isStop(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return (code < 0x4e00 || code > 0x9fff) && /[\p{P}\s]/u.test(text[offset] ?? '');
}
