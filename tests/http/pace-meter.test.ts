import { describe, expect, it } from 'vitest';
import type { BatchProgress } from '../../src/core/batch.ts';
import { createPaceMeter } from '../../src/http/batches/pace-meter.ts';

const progress = (done: number, total = 1_000): BatchProgress => ({
  total,
  counts: { waiting: total - done, running: 0, graded: done, insufficient: 0, ungraded: 0, cancelled: 0 },
  toReview: 0,
  fellBack: 0,
  cost: {},
});

describe('the pace of a batch', () => {
  it.each<[string, [number, number][], number | undefined]>([
    ['is not known at the first look', [[0, 10]], undefined],
    [
      'is what ended a second since the first look',
      [
        [0, 10],
        [2_000, 30],
      ],
      10,
    ],
    [
      'is nothing while nothing ends',
      [
        [0, 10],
        [2_000, 10],
      ],
      0,
    ],
    [
      'forgets what was long ago',
      [
        [0, 0],
        [15_000, 900],
        [30_000, 915],
      ],
      1,
    ],
    [
      'is not known when it was begun again',
      [
        [0, 10],
        [1_000, 5],
      ],
      undefined,
    ],
    [
      'is not known from two looks at once',
      [
        [5, 10],
        [5, 20],
      ],
      undefined,
    ],
  ])('%s', (_what, looks, expected) => {
    let now = 0;
    const meter = createPaceMeter(() => now);
    let pace: number | undefined;
    for (const [at, done] of looks) {
      now = at;
      pace = meter.look('b', progress(done));
    }
    expect(pace).toBe(expected);
  });
});
