import { type Confusion, kappaOf } from '../core/agreement.ts';

/** An interval; both ends belong to it. */
export type Interval = readonly [low: number, high: number];

const seed = 20_260_101;

/** Numbers from 0 to 1, the same row for the same seed. @see mulberry32, Tommy Ettinger (2017), public domain */
export function seededRandom(from: number = seed): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Bootstrap interval of a kappa, answers drawn with replacement: the points of one answer rise and fall together, so they
 * are drawn together.
 *
 * @param answers - the confusion of each answer
 * @returns the middle `level` of the samples (percentiles); undefined where kappa is undefined in one half of them or more
 */
export function kappaInterval(
  answers: readonly Confusion[],
  weighting: 'linear' | 'quadratic',
  options: { readonly samples: number; readonly level: number } = { samples: 1000, level: 0.95 },
): Interval | undefined {
  return interval(options, seededRandom(), (random) => {
    const sum = new Float64Array(9);
    for (let drawn = 0; drawn < answers.length; drawn++) {
      const answer = answers[Math.floor(random() * answers.length)] ?? [];
      for (let cell = 0; cell < 9; cell++) sum[cell] = (sum[cell] ?? 0) + (answer[cell] ?? 0);
    }
    return kappaOf(sum, weighting);
  });
}

/** Bootstrap interval of the difference `now − before` of the QWK, the same answers drawn for both. */
export function differenceInterval(
  pairs: readonly { readonly before: Confusion; readonly now: Confusion }[],
  options: { readonly samples: number; readonly level: number },
): Interval | undefined {
  return interval(options, seededRandom(), (random) => {
    const before = new Float64Array(9);
    const now = new Float64Array(9);
    for (let drawn = 0; drawn < pairs.length; drawn++) {
      const pair = pairs[Math.floor(random() * pairs.length)];
      for (let cell = 0; cell < 9; cell++) {
        before[cell] = (before[cell] ?? 0) + (pair?.before[cell] ?? 0);
        now[cell] = (now[cell] ?? 0) + (pair?.now[cell] ?? 0);
      }
    }
    const first = kappaOf(before, 'quadratic');
    const second = kappaOf(now, 'quadratic');
    return first === undefined || second === undefined ? undefined : second - first;
  });
}

function interval(
  { samples, level }: { readonly samples: number; readonly level: number },
  random: () => number,
  sample: (random: () => number) => number | undefined,
): Interval | undefined {
  const values: number[] = [];
  for (let count = 0; count < samples; count++) {
    const value = sample(random);
    if (value !== undefined) values.push(value);
  }
  if (values.length <= samples / 2) return undefined;
  values.sort((a, b) => a - b);
  const at = (share: number): number =>
    values[Math.min(values.length - 1, Math.max(0, Math.round(share * (values.length - 1))))] ?? 0;
  return [at((1 - level) / 2), at(1 - (1 - level) / 2)];
}
