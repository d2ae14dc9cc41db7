import { roundHalfUp } from '../../core/score.ts';
import { creditOf } from '../../core/verdict.ts';
import type { CountedPoint } from './counted-answer.ts';
import type { DimensionScore } from './scorecards-schema.ts';

/**
 * How far a candidate got in each dimension: 100 × Σ marks·credit / Σ marks over the points of the dimension in all their scored
 * answers, where a point's marks are its share of its question's, marks × weight / Σ weight, and its credit that of the verdict.
 * This is the score of a rubric (see `scoreVerdicts`) restricted to the points of one dimension; red flags belong to no dimension and
 * are told apart. Undecided points are left out and counted, as are points that today's rubric no longer has.
 *
 * @returns those dimensions in which there are points, in the order of `dimensions`
 */
export function dimensionScores(
  points: readonly CountedPoint[],
  dimensions: readonly { readonly dimension: string; readonly name: string }[],
): DimensionScore[] {
  const byDimension = Map.groupBy(points, (point) => point.dimension);
  return dimensions.flatMap(({ dimension, name }) => {
    const own = byDimension.get(dimension) ?? [];
    if (own.length === 0) return [];
    let [reachable, earned, counted] = [0, 0, 0];
    for (const { verdict, marks } of own) {
      if (verdict === 'undecided' || marks === null) continue;
      reachable += marks;
      earned += marks * creditOf[verdict];
      counted++;
    }
    return {
      dimension,
      name,
      percent: reachable === 0 ? null : roundHalfUp((100 * earned) / reachable),
      points: counted,
      undecided: own.length - counted,
    };
  });
}
