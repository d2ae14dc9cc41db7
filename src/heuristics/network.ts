/** A fitted function of a few numbers: units that each respond to a weighted sum of them, and the sum of what the units say. */
export type Network = {
  /** What each input is on average, and how far it strays: inputs are weighed in these terms. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly constant: number;
  readonly units: readonly { readonly out: number; readonly bias: number; readonly weights: readonly number[] }[];
};

/** What lies further out than so many deviations says no more than what lies there: nothing in the fit tells what it would mean. */
export const furthest = 3;

/** What a network says of its inputs, which are given in the order of its weights. Missing ones count as 0. */
export function createNetwork({ mean, deviation, constant, units }: Network): (inputs: readonly number[]) => number {
  const width = mean.length;
  const means = Float64Array.from(mean);
  const deviations = Float64Array.from(deviation);
  const weights = Float64Array.from(units.flatMap((unit) => unit.weights));
  const biases = Float64Array.from(units, ({ bias }) => bias);
  const outs = Float64Array.from(units, ({ out }) => out);
  const scaled = new Float64Array(width);
  return (inputs) => {
    for (let index = 0; index < width; index++)
      scaled[index] = scaledInput(inputs[index] ?? 0, means[index] ?? 0, deviations[index] ?? 1);
    let sum = constant;
    for (let unit = 0; unit < outs.length; unit++) {
      let pull = biases[unit] ?? 0;
      for (let index = 0; index < width; index++) pull += (weights[unit * width + index] ?? 0) * (scaled[index] ?? 0);
      sum += (outs[unit] ?? 0) * Math.tanh(pull);
    }
    return sum;
  };
}

/** An input in deviations from its mean, held within {@link furthest}. */
export function scaledInput(value: number, mean: number, deviation: number): number {
  return Math.max(-furthest, Math.min(furthest, (value - mean) / deviation));
}
