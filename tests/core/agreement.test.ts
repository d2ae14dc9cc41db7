import { describe, expect, it } from 'vitest';
import { confusionOf, kappaOf, weightedKappa } from '../../src/core/agreement.ts';

describe('weightedKappa', () => {
  it('is 1 for identical raters', () => {
    expect(weightedKappa([0, 1, 2, 2], [0, 1, 2, 2], 'quadratic')).toBe(1);
  });

  it('weighs a two-step disagreement four times a one-step one', () => {
    // Raters 0,2,2,0 and 0,2,1,2. Observed distances: 0, 0, 1/4, 1 → 1.25.
    // Counts: first {0:2, 2:2}, second {0:1, 1:1, 2:2}. Expected per pair ×4:
    // 0-0 0·2·1, 0-1 ¼·2·1, 0-2 1·2·2, 2-0 1·2·1, 2-1 ¼·2·1, 2-2 0 → 0.5 + 4 + 2 + 0.5 = 7; 7 / 4 = 1.75.
    expect(weightedKappa([0, 2, 2, 0], [0, 2, 1, 2], 'quadratic')).toBeCloseTo(1 - 1.25 / 1.75, 12);
  });

  it('uses plain distances when linear', () => {
    // Observed 0, 0, ½, 1 → 1.5. Expected: ½·2 + 1·4 + 1·2 + ½·2 = 8; 8 / 4 = 2.
    expect(weightedKappa([0, 2, 2, 0], [0, 2, 1, 2], 'linear')).toBeCloseTo(1 - 1.5 / 2, 12);
  });

  it('is undefined when both raters use one and the same level throughout', () => {
    expect(weightedKappa([1, 1], [1, 1], 'quadratic')).toBeUndefined();
  });

  it('refuses lists of different or no length', () => {
    expect(() => weightedKappa([], [], 'linear')).toThrow(RangeError);
    expect(() => weightedKappa([0], [0, 1], 'linear')).toThrow(RangeError);
  });
});

describe('counts of pairs', () => {
  it('stand at 3 × first + second', () => {
    expect(confusionOf([0, 0, 2, 1], [0, 2, 2, 1])).toEqual([1, 0, 1, 0, 1, 0, 0, 0, 1]);
    expect(confusionOf([], [])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(() => confusionOf([0], [])).toThrow(RangeError);
  });

  it('give the kappa of the pairs that they were counted from; none gives none', () => {
    expect(kappaOf(confusionOf([0, 1, 2, 2], [0, 1, 2, 1]), 'quadratic')).toBe(
      weightedKappa([0, 1, 2, 2], [0, 1, 2, 1], 'quadratic'),
    );
    expect(kappaOf([0, 0, 0, 0, 0, 0, 0, 0, 0], 'linear')).toBeUndefined();
  });
});
