import { describe, expect, it } from 'vitest';
import { equalPortions, halvingPortions } from '../../src/store/portions.ts';

const rows = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('portions of rows', () => {
  it.each([
    [0, []],
    [1, [1]],
    [32, [32]],
    // 75 = 2 × 32 + 8 + 2 + 1
    [75, [32, 32, 8, 2, 1]],
  ])('of %i rows come in powers of two, so that few lengths of statements are needed', (count, lengths) => {
    const portions = [...halvingPortions(rows(count), 32)];
    expect(portions.map(({ length }) => length)).toEqual(lengths);
    expect(portions.flat()).toEqual(rows(count));
  });

  it.each([
    [0, []],
    [500, [500]],
    [1_100, [500, 500, 100]],
  ])('of %i rows are as large as they may be where each is a journey', (count, lengths) => {
    const portions = [...equalPortions(rows(count), 500)];
    expect(portions.map(({ length }) => length)).toEqual(lengths);
    expect(portions.flat()).toEqual(rows(count));
  });
});
