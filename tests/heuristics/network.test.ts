import { describe, expect, it } from 'vitest';
import { createNetwork, furthest, type Network } from '../../src/heuristics/network.ts';

const network: Network = {
  mean: [2, 0],
  deviation: [2, 1],
  constant: 0.5,
  units: [
    { out: 1, bias: 0, weights: [1, 0] },
    { out: -0.5, bias: 1, weights: [0, 1] },
  ],
};

const respond = createNetwork(network);

describe('a network', () => {
  it('adds up what its units say of the inputs in deviations from their means', () => {
    // 0.5 + tanh((4 − 2) / 2) − 0.5 · tanh(1 + 0) = 0.5 + 0.7616 − 0.3808
    expect(respond([4, 0])).toBeCloseTo(0.8808, 4);
  });

  it('hears no more of an input further out than the fit has ever seen', () => {
    expect(respond([1_000, 0])).toBe(respond([2 + 2 * furthest, 0]));
    expect(respond([0, -1_000])).toBe(respond([0, -furthest]));
  });

  it('takes a missing input for 0', () => {
    expect(respond([4])).toBe(respond([4, 0]));
  });
});
