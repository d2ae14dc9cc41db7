import type { KeptGrade } from '../client/api.ts';
import { creditOf, verdictOf } from '../grade/settled.ts';
import type { Dimension } from '../server/questions.ts';

/** How a dimension stands in attempts: the average credit of its points in percent, and over how many points. */
export type Share = { readonly percent: number; readonly points: number };

/** A dimension in the latest attempts and in those before; null: none of its points was decided there. */
export type DimensionRow = Dimension & { readonly latest: Share | null; readonly before: Share | null };

/** How many attempts count as the latest. */
export const latestAttempts = 5;

/**
 * How every dimension that was practised stands in the latest attempts, against those before.
 *
 * @param attempts - the latest first; those that could not be graded and points that are undecided are left out
 * @returns in the order of the dimensions, without those that never came up
 */
export function recordOf(attempts: readonly KeptGrade[], dimensions: readonly Dimension[]): readonly DimensionRow[] {
  const counted = attempts.filter(({ outcome }) => outcome !== 'ungraded');
  const latest = sharesOf(counted.slice(0, latestAttempts));
  const before = sharesOf(counted.slice(latestAttempts));
  return dimensions
    .map(({ id, name }) => ({ id, name, latest: latest.get(id) ?? null, before: before.get(id) ?? null }))
    .filter((row) => row.latest !== null || row.before !== null);
}

function sharesOf(attempts: readonly KeptGrade[]): ReadonlyMap<string, Share> {
  const credits = attempts.flatMap((attempt) =>
    attempt.points.flatMap((point) => {
      const credit = creditOf(verdictOf(attempt, point));
      return credit === undefined ? [] : [{ dimension: point.dimension, credit }];
    }),
  );
  const groups = Map.groupBy(credits, ({ dimension }) => dimension);
  return new Map(
    [...groups].map(([dimension, own]) => {
      const sum = own.reduce((total, { credit }) => total + credit, 0);
      return [dimension, { percent: Math.round((100 * sum) / own.length), points: own.length }];
    }),
  );
}
