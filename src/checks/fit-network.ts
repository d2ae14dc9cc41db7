import { type Network, scaledInput } from '../heuristics/network.ts';
import { spread } from './spread.ts';

const nets = 3;
const unitsOfNet = 12;
const steps = 1600;
const batch = 128;
const firstRate = 0.005;
const decay = 0.001;

/**
 * Fits a network to examples by gradient descent on the squared error: a few small nets from different beginnings, averaged into
 * one. The same examples in the same order give the same network.
 *
 * @param inputs - one row an example
 * @param targets - what the network should say of each
 * @throws {RangeError} without examples
 * @see Kingma and Ba (2015), ICLR, for the steps (Adam); Loshchilov and Hutter (2019), ICLR, for the decay of weights beside them
 */
export function fitNetwork(inputs: readonly (readonly number[])[], targets: readonly number[]): Network {
  const width = inputs[0]?.length;
  if (width === undefined) throw new RangeError('nothing to fit');
  const columns = Array.from({ length: width }, (_, index) => spread(inputs.map((row) => row[index] ?? 0)));
  const mean = columns.map((column) => round(column.mean));
  const deviation = columns.map((column) => round(column.deviation) || 1);
  const scaled = Float64Array.from(
    inputs.flatMap((row) => row.map((value, index) => scaledInput(value, mean[index] ?? 0, deviation[index] ?? 1))),
  );
  const fitted = Array.from({ length: nets }, (_, seed) => descend(scaled, targets, width, seed + 1));
  return {
    mean,
    deviation,
    constant: round(fitted.reduce((sum, net) => sum + (net.at(-1) ?? 0), 0) / nets),
    units: fitted.flatMap((net) => unitsIn(net, width)),
  };
}

/** One net as a row of numbers: weights, bias and out of each unit, then the constant. */
function descend(scaled: Float64Array, targets: readonly number[], width: number, seed: number): Float64Array {
  const random = randomFrom(seed);
  const stride = width + 2;
  const size = unitsOfNet * stride + 1;
  const net = new Float64Array(size);
  for (let unit = 0; unit < unitsOfNet; unit++) {
    for (let index = 0; index < width; index++) net[unit * stride + index] = normal(random) / Math.sqrt(width);
    net[unit * stride + width + 1] = normal(random) / Math.sqrt(unitsOfNet);
  }
  net[size - 1] = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const slope = new Float64Array(size);
  const drift = new Float64Array(size);
  const spreadOf = new Float64Array(size);
  const said = new Float64Array(unitsOfNet);
  for (let step = 1; step <= steps; step++) {
    slope.fill(0);
    for (let drawn = 0; drawn < batch; drawn++) {
      const example = Math.floor(random() * targets.length);
      addSlope({ net, slope, said }, scaled.subarray(example * width, (example + 1) * width), targets[example] ?? 0);
    }
    const rate = firstRate * (1 - (step - 1) / steps);
    for (let at = 0; at < size; at++) {
      const own = (slope[at] ?? 0) / batch;
      const drifts = 0.9 * (drift[at] ?? 0) + 0.1 * own;
      const spreads = 0.999 * (spreadOf[at] ?? 0) + 0.001 * own * own;
      drift[at] = drifts;
      spreadOf[at] = spreads;
      const move = drifts / (1 - 0.9 ** step) / (Math.sqrt(spreads / (1 - 0.999 ** step)) + 1e-8);
      const isBias = at === size - 1 || at % stride === width;
      net[at] = (net[at] ?? 0) - rate * (move + (isBias ? 0 : decay * (net[at] ?? 0)));
    }
  }
  return net;
}

type Descent = { readonly net: Float64Array; readonly slope: Float64Array; readonly said: Float64Array };

/** Adds how the squared error of one example changes with each number of the net. */
function addSlope({ net, slope, said }: Descent, input: Float64Array, target: number): void {
  const width = input.length;
  const stride = width + 2;
  let sum = net[net.length - 1] ?? 0;
  for (let unit = 0; unit < said.length; unit++) {
    let pull = net[unit * stride + width] ?? 0;
    for (let index = 0; index < width; index++) pull += (net[unit * stride + index] ?? 0) * (input[index] ?? 0);
    const says = Math.tanh(pull);
    said[unit] = says;
    sum += (net[unit * stride + width + 1] ?? 0) * says;
  }
  const error = sum - target;
  for (let unit = 0; unit < said.length; unit++) {
    const at = unit * stride;
    const says = said[unit] ?? 0;
    const back = error * (net[at + width + 1] ?? 0) * (1 - says * says);
    for (let index = 0; index < width; index++)
      slope[at + index] = (slope[at + index] ?? 0) + back * (input[index] ?? 0);
    slope[at + width] = (slope[at + width] ?? 0) + back;
    slope[at + width + 1] = (slope[at + width + 1] ?? 0) + error * says;
  }
  slope[slope.length - 1] = (slope[slope.length - 1] ?? 0) + error;
}

function unitsIn(net: Float64Array, width: number): Network['units'] {
  const stride = width + 2;
  return Array.from({ length: unitsOfNet }, (_, unit) => ({
    out: round((net[unit * stride + width + 1] ?? 0) / nets),
    bias: round(net[unit * stride + width] ?? 0),
    weights: Array.from(net.subarray(unit * stride, unit * stride + width), round),
  }));
}

/** Numbers from 0 to below 1 that look random and are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @see Box and Muller (1958), Annals of Mathematical Statistics 29(2) */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
