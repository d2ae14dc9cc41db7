import { describe, expect, it } from 'vitest';
import { differenceInterval, kappaInterval, seededRandom } from '../../src/checks/resample.ts';

/** Nine counts, labels by verdicts. */
const right = [2, 0, 0, 0, 2, 0, 0, 0, 2];
const wrong = [0, 0, 2, 0, 2, 0, 2, 0, 0];

describe('the bootstrap', () => {
  it('draws the same numbers every time, from 0 to 1, evenly', () => {
    const random = seededRandom();
    const drawn = Array.from({ length: 1000 }, () => random());
    const again = seededRandom();
    expect(drawn).toEqual(Array.from({ length: 1000 }, () => again()));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(0.5, 1);
  });

  it('has no width where every answer is the same, and some where they differ', () => {
    expect(kappaInterval([right, right, right], 'linear')).toEqual([1, 1]);
    const [low, high] = kappaInterval([right, right, right, wrong], 'linear') ?? [];
    expect(low).toBeLessThan(0.6);
    expect(high).toBe(1);
  });

  it('says nothing where kappa is undefined', () => {
    expect(kappaInterval([], 'linear')).toBeUndefined();
    expect(kappaInterval([[4, 0, 0, 0, 0, 0, 0, 0, 0]], 'linear')).toBeUndefined();
  });

  it('sees a loss in every sample when each answer loses, and draws the same answers for both runs', () => {
    const options = { samples: 500, level: 0.95 };
    const [low, high] =
      differenceInterval(
        [1, 2, 3].map(() => ({ before: right, now: wrong })),
        options,
      ) ?? [];
    expect(low).toBe(high);
    expect(high).toBeLessThan(0);
    expect(
      differenceInterval(
        [right, wrong].map((same) => ({ before: same, now: same })),
        options,
      ),
    ).toEqual([0, 0]);
  });
});
