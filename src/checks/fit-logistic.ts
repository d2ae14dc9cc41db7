import { type Logistic, probabilityOf } from '../heuristics/logistic.ts';
import { scaledInput } from '../heuristics/network.ts';
import { spread } from './spread.ts';

const steps = 15;
/** How much the squares of the weights cost: what little data cannot tell stays near 0. */
const penalty = 1;

/**
 * Fits a logistic regression by Newton's method, with a penalty on large weights. Without examples of both kinds the weights are 0.
 *
 * @param inputs - one row an example
 * @see Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, 4.4.1
 */
export function fitLogistic(inputs: readonly (readonly number[])[], targets: readonly boolean[]): Logistic {
  const width = inputs[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => spread(inputs.map((row) => row[index] ?? 0)));
  const scale = {
    mean: columns.map(({ mean }) => round(mean)),
    deviation: columns.map(({ deviation }) => round(deviation) || 1),
  };
  const scaled = inputs.map((row) => [
    ...row.map((value, index) => scaledInput(value, scale.mean[index] ?? 0, scale.deviation[index] ?? 1)),
    1,
  ]);
  const asTheyAre = {
    mean: Array<number>(width + 1).fill(0),
    deviation: Array<number>(width + 1).fill(1),
    constant: 0,
  };
  let weights = Array<number>(width + 1).fill(0);
  for (let step = 0; step < steps; step++) {
    const slope = weights.map((weight, index) => (index < width ? -penalty * weight : 0));
    const curve = weights.map((_, row) =>
      weights.map((_, column): number => (row === column && row < width ? penalty : 0)),
    );
    for (const [example, row] of scaled.entries()) {
      const probability = probabilityOf({ ...asTheyAre, weights }, row);
      const error = (targets[example] === true ? 1 : 0) - probability;
      const bend = probability * (1 - probability);
      for (const [index, value] of row.entries()) {
        slope[index] = (slope[index] ?? 0) + error * value;
        const line = curve[index];
        if (line === undefined) continue;
        for (const [other, otherValue] of row.entries()) line[other] = (line[other] ?? 0) + bend * value * otherValue;
      }
    }
    const move = solve(curve, slope);
    weights = weights.map((weight, index) => weight + (move[index] ?? 0));
  }
  return { ...scale, constant: round(weights[width] ?? 0), weights: weights.slice(0, width).map(round) };
}

/** The x of Ax = b for a positive definite A, by Gaussian elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (const [index, pivot] of rows.entries()) {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[index] ?? 0) / (pivot[index] ?? 1);
      for (let column = index; column <= rows.length; column++)
        row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  }
  return rows.map((row, index) => (row[rows.length] ?? 0) / (row[index] ?? 1));
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
