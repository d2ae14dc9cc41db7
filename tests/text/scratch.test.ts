import { describe, expect, it } from 'vitest';
import { scratch } from '../../src/text/scratch.ts';

describe('room that is used again', () => {
  it('is as long as asked for and all zeros, whatever was written into it before', () => {
    const room = scratch((length) => new Int32Array(length));
    for (const length of [3, 5000, 0, 2000, 100_000, 4]) {
      const numbers = room(length);
      expect(numbers).toHaveLength(length);
      expect(numbers.every((number) => number === 0)).toBe(true);
      numbers.fill(7);
    }
  });
});
