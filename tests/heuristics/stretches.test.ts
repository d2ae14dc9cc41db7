import { describe, expect, it } from 'vitest';
import { gramsBefore, likestStretch } from '../../src/heuristics/stretches.ts';

const sumsOf = (weights: readonly number[]): Float64Array => {
  const sums = new Float64Array(weights.length + 1);
  for (const [index, weight] of weights.entries()) sums[index + 1] = (sums[index] ?? 0) + weight;
  return sums;
};

describe('the likest stretch', () => {
  it('counts singles and pairs that are there, known or not', () => {
    expect(gramsBefore(Int32Array.of(3, -2, -1, 5, -2, -2))).toEqual(Int32Array.of(0, 1, 3, 3));
  });

  it('is the shortest around what speaks for a subject: length weighs against it', () => {
    const weights = Array.from({ length: 40 }, (_, index) => (index === 20 ? 6 : 0));
    const grams = Int32Array.from({ length: 41 }, (_, index) => index);
    // Eight symbols with a gram each: 6 / √(4 + 8); the first such stretch that holds symbol 20 begins at 14.
    const { best, likest } = likestStretch(grams, sumsOf(weights), 0);
    expect(likest).toMatchObject({ first: 14, last: 22 });
    expect(best).toBeCloseTo(6 / Math.sqrt(12), 12);
  });

  it('is none where nothing speaks for a subject, and in an empty answer', () => {
    expect(likestStretch(Int32Array.of(0, 1, 2), sumsOf([-1, 0]), 0)).toEqual({ best: 0, likest: undefined });
    expect(likestStretch(Int32Array.of(0), sumsOf([]), 0)).toEqual({ best: 0, likest: undefined });
  });
});
