import { creditOf, type Shown, scoreOf, verdictOf } from './settled.ts';

/** What a new attempt has over an earlier one; `better` and `worse` name points. `score` is null where one has none. */
export type Gain = {
  readonly score: number | null;
  readonly better: readonly string[];
  readonly worse: readonly string[];
  /** Points that neither attempt meets in full. */
  readonly still: readonly string[];
};

/** Compares two attempts at the same question, point by point; points that one of them lacks or left undecided are left out. */
export function gainOf(latest: Shown, earlier: Shown): Gain {
  const before = new Map(earlier.points.map((point) => [point.id, creditOf(verdictOf(earlier, point))]));
  const steps = latest.points.flatMap((point) => {
    const now = creditOf(verdictOf(latest, point));
    const then = before.get(point.id);
    return now === undefined || then === undefined ? [] : [{ name: point.name, now, then }];
  });
  const [newScore, oldScore] = [scoreOf(latest).score, scoreOf(earlier).score];
  return {
    score: newScore === null || oldScore === null ? null : Math.round((newScore - oldScore) * 10) / 10,
    better: steps.filter(({ now, then }) => now > then).map(({ name }) => name),
    worse: steps.filter(({ now, then }) => now < then).map(({ name }) => name),
    still: steps.filter(({ now, then }) => now === then && now < 1).map(({ name }) => name),
  };
}
