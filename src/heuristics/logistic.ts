import { scaledInput } from './network.ts';

/** A fitted probability: the logistic function of a weighted sum of a few numbers. */
export type Logistic = {
  /** What each input is on average, and how far it strays: inputs are weighed in these terms. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly constant: number;
  readonly weights: readonly number[];
};

/** The probability, 0 to 1, that a fit gives to inputs in the order of its weights. Missing ones count as 0. */
export function probabilityOf({ mean, deviation, constant, weights }: Logistic, inputs: readonly number[]): number {
  let sum = constant;
  for (const [index, weight] of weights.entries())
    sum += weight * scaledInput(inputs[index] ?? 0, mean[index] ?? 0, deviation[index] ?? 1);
  return 1 / (1 + Math.exp(-sum));
}
