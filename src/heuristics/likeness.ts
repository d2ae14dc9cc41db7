import { gramsAt, type Symbols, symbolsIn, symbolsOf } from '../text/grams.ts';
import type { Span } from '../text/normalise.ts';
import type { Lessons } from './lessons.ts';
import type { Scene } from './scene.ts';

/** How much an answer resembles the sentences that do one thing. Scores are sums of log-odds over the root of their number. */
export type Likeness = {
  /** Of the likest stretch; 0 when nothing speaks for the thing. */
  readonly about: number;
  /** The same stretch: is the thing done in full (above 0), or by half or not at all (below)? */
  readonly level: number;
  /** Of the whole answer, each gram counted once. */
  readonly breadth: number;
  /** The likest stretch, in offsets of the normalised text; undefined when nothing speaks for the thing. */
  readonly span: Span | undefined;
};

/** Nothing speaks for it. */
export const unlike: Likeness = { about: 0, level: 0, breadth: 0, span: undefined };

// Keep a single telling word from outweighing a sentence, and a short answer from looking broad.
const stretchFloor = 4;
const answerFloor = 40;

/**
 * How much an answer resembles what the lessons tell of each subject, in their order; undefined for a subject without lessons.
 * Held stretches (quoted, reported, hypothetical, named, borrowed) resemble nothing.
 */
export function likenessOf(lessons: Lessons, scene: Scene): (Likeness | undefined)[] {
  const heard = hear(lessons, scene);
  const stretches = stretchesOf(heard.symbols);
  return lessons.subjects.map((weights) => {
    if (weights === undefined) return undefined;
    const about = prefixSums(heard, weights.about);
    const level = prefixSums(heard, weights.level);
    let best = unlike;
    let likest: Span | undefined;
    for (const { first, last } of stretches) {
      const root = Math.sqrt(stretchFloor + (heard.before[last] ?? 0) - (heard.before[first] ?? 0));
      const score = ((about[last] ?? 0) - (about[first] ?? 0)) / root;
      if (score <= best.about) continue;
      best = { about: score, level: ((level[last] ?? 0) - (level[first] ?? 0)) / root, breadth: 0, span: undefined };
      likest = { start: heard.symbols.start[first] ?? 0, end: heard.symbols.end[last - 1] ?? 0 };
    }
    let breadth = 0;
    for (const row of heard.distinct) breadth += weights.about(row);
    return {
      ...best,
      breadth: breadth / Math.sqrt(answerFloor + heard.grams),
      span: likest === undefined ? undefined : wholeClauses(scene, likest),
    };
  });
}

/** The grams of an answer that count, as rows of the lessons. */
type Heard = {
  readonly symbols: Symbols;
  /** Two entries a symbol: the rows of the grams that end there, −1 where there is none. */
  readonly rows: Int32Array;
  /** How many grams count before each symbol; one entry more than symbols. */
  readonly before: Int32Array;
  readonly distinct: readonly number[];
  /** How many different grams count, known to the lessons or not. */
  readonly grams: number;
};

function hear({ rows: rowOf }: Lessons, scene: Scene): Heard {
  const symbols = symbolsOf(scene.normalised.text);
  const silent = symbolsIn(symbols, scene.held);
  const negated = symbolsIn(symbols, scene.negated);
  const count = symbols.symbol.length;
  const rows = new Int32Array(2 * count).fill(-1);
  const before = new Int32Array(count + 1);
  const seen = new Set<number>();
  const distinct = new Set<number>();
  for (let index = 0; index < count; index++) {
    let grams = 0;
    if (silent[index] === 0) {
      for (const gram of gramsAt(symbols, negated, index)) {
        seen.add(gram);
        const row = rowOf.get(gram);
        if (row !== undefined) {
          rows[2 * index + grams] = row;
          distinct.add(row);
        }
        grams++;
      }
    }
    before[index + 1] = (before[index] ?? 0) + grams;
  }
  return { symbols, rows, before, distinct: [...distinct], grams: seen.size };
}

function prefixSums({ symbols, rows }: Heard, weigh: (row: number) => number): Float64Array {
  const count = symbols.symbol.length;
  const sums = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) {
    const alone = rows[2 * index] ?? -1;
    const paired = rows[2 * index + 1] ?? -1;
    sums[index + 1] = (sums[index] ?? 0) + (alone < 0 ? 0 : weigh(alone)) + (paired < 0 ? 0 : weigh(paired));
  }
  return sums;
}

/** A half-open range of symbols. */
type Stretch = { readonly first: number; readonly last: number };

const stretchLengths = [8, 16, 28, 44];
const stretchStep = 2;

/**
 * Stretches of a few lengths from every other symbol on. Clauses would be the natural stretches, but speech that was written
 * down without punctuation has none.
 */
function stretchesOf({ symbol }: Symbols): Stretch[] {
  const count = symbol.length;
  const stretches: Stretch[] = [];
  for (const length of stretchLengths) {
    for (let first = 0; first < count; first += stretchStep) {
      stretches.push({ first, last: Math.min(count, first + length) });
      if (first + length >= count) break;
    }
  }
  return stretches;
}

/** The clauses of which a stretch covers half or more, without the stops at either end; the stretch itself where there are none. */
function wholeClauses({ structure, normalised: { text } }: Scene, stretch: Span): Span {
  const covered = structure.clauses.filter(({ start, end }) => {
    const shared = Math.min(end, stretch.end) - Math.max(start, stretch.start);
    return shared > 0 && 2 * shared >= end - start;
  });
  const first = covered[0];
  const last = covered.at(-1);
  if (first === undefined || last === undefined) return stretch;
  const words = text.slice(first.start, last.end);
  const inner = words.replace(/[\p{P}\s]+$/u, '');
  return {
    start: first.start + (words.length - words.replace(/^[\p{P}\s]+/u, '').length),
    end: first.start + inner.length,
  };
}
