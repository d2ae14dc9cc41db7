import { type Confusion, kappaOf, type Level } from '../core/agreement.ts';
import { levelOf, type Pair } from './measure.ts';

/** How well a judge would agree who knows one number of an answer. */
export type Baseline = { readonly qwk: number | undefined; readonly exact: number };

const cuts = 16;

/**
 * A judge that turns one number into a verdict by two thresholds: below the lower missed, below the upper partial, else
 * met. For every answer the thresholds are those with the best QWK on all other answers; of equals the lowest.
 *
 * @param numberOf - what the judge knows, such as the length of the answer
 * @returns undefined when there are fewer than two answers
 */
export function thresholdBaseline(pairs: readonly Pair[], numberOf: (pair: Pair) => number): Baseline | undefined {
  const answers = Map.groupBy(pairs, (pair) => pair.answer);
  if (answers.size < 2) return undefined;
  const edges = edgesOf(pairs.map(numberOf));
  const binOf = (pair: Pair): number => edges.filter((edge) => numberOf(pair) >= edge).length;
  const tally = (group: readonly Pair[]): number[] => {
    const counts = new Array<number>(3 * (edges.length + 1)).fill(0);
    for (const pair of group) {
      const cell = 3 * binOf(pair) + levelOf[pair.label];
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    return counts;
  };
  const all = tally(pairs);
  const confusion = new Array<number>(9).fill(0);
  for (const group of answers.values()) {
    const own = tally(group);
    const others = all.map((count, cell) => count - (own[cell] ?? 0));
    const counted = judgeBins(own, ...bestThresholds(others, edges.length + 1));
    for (const [cell, count] of counted.entries()) confusion[cell] = (confusion[cell] ?? 0) + count;
  }
  const right = (confusion[0] ?? 0) + (confusion[4] ?? 0) + (confusion[8] ?? 0);
  return { qwk: kappaOf(confusion, 'quadratic'), exact: right / pairs.length };
}

/** Up to sixteen values between which as many numbers lie. */
function edgesOf(numbers: readonly number[]): number[] {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;
  return [...new Set(Array.from({ length: cuts }, (_, index) => at((index + 1) / (cuts + 1))))];
}

function bestThresholds(counts: readonly number[], bins: number): [number, number] {
  let best: [number, number] = [0, 0];
  let bestKappa = Number.NEGATIVE_INFINITY;
  for (let low = 0; low <= bins; low++) {
    for (let high = low; high <= bins; high++) {
      const kappa = kappaOf(judgeBins(counts, low, high), 'quadratic') ?? Number.NEGATIVE_INFINITY;
      if (kappa > bestKappa) {
        bestKappa = kappa;
        best = [low, high];
      }
    }
  }
  return best;
}

/** Labels by bin → confusion of label and verdict, with bins below `low` missed and below `high` partial. */
function judgeBins(counts: readonly number[], low: number, high: number): Confusion {
  const confusion = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let cell = 0; cell < counts.length; cell++) {
    const bin = Math.floor(cell / 3);
    const level: Level = bin < low ? 0 : bin < high ? 1 : 2;
    const at = 3 * (cell % 3) + level;
    confusion[at] = (confusion[at] ?? 0) + (counts[cell] ?? 0);
  }
  return confusion;
}
