import { describe, expect, it } from 'vitest';
import { fitNetwork } from '../../src/checks/fit-network.ts';
import { createNetwork } from '../../src/heuristics/network.ts';

// Two inputs of which only together tell: 1 where exactly one of them is high. No weighted sum of the two can say that.
const inputs = Array.from({ length: 200 }, (_, index) => [(index % 20) / 20, (Math.floor(index / 20) % 10) / 10]);
const targets = inputs.map(([first = 0, second = 0]) => (first > 0.5 !== second > 0.5 ? 1 : 0));

describe('a fitted network', () => {
  const network = fitNetwork(inputs, targets);
  const respond = createNetwork(network);

  it('learns what its inputs mean together', () => {
    const right = inputs.filter((row, index) => respond(row) > 0.5 === (targets[index] === 1));
    expect(right.length / inputs.length).toBeGreaterThan(0.9);
  });

  it('is the same for the same examples', () => {
    expect(fitNetwork(inputs, targets)).toEqual(network);
  });

  it('gives an input that never changes no say', () => {
    const respondConstant = createNetwork(
      fitNetwork(
        inputs.map((row) => [...row, 7]),
        targets,
      ),
    );
    expect(respondConstant([0.2, 0.9, 7])).toBeGreaterThan(0.5);
    expect(respondConstant([0.2, 0.2, 7])).toBeLessThan(0.5);
  });

  it('is none of no examples', () => {
    expect(() => fitNetwork([], [])).toThrow(RangeError);
  });
});
