import { describe, expect, it } from 'vitest';
import { fitLogistic } from '../../src/checks/fit-logistic.ts';
import { probabilityOf } from '../../src/heuristics/logistic.ts';

describe('fitLogistic', () => {
  it('gives the shares back that it was shown', () => {
    // Of 40 at 0 a quarter is true, of 40 at 1 three quarters: the penalty on the weight draws both a little towards a half.
    const inputs = Array.from({ length: 80 }, (_, index) => [index < 40 ? 0 : 1]);
    const targets = inputs.map(([input], index) => index % 4 < (input === 0 ? 1 : 3));
    const fitted = fitLogistic(inputs, targets);
    expect(probabilityOf(fitted, [0])).toBeCloseTo(0.25, 1);
    expect(probabilityOf(fitted, [1])).toBeCloseTo(0.75, 1);
  });

  it('an input that is always the same says nothing', () => {
    const fitted = fitLogistic([[5], [5], [5], [5]], [true, false, true, false]);
    expect(fitted.weights).toEqual([0]);
    expect(probabilityOf(fitted, [5])).toBeCloseTo(0.5);
  });
});
