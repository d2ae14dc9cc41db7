import { describe, expect, it } from 'vitest';
import { InvalidInput, NotFound } from '../../src/core/errors.ts';
import { reviewFor } from '../../src/core/review.ts';
import { rubricOf } from '../rubric-of.ts';

describe('Rubric', () => {
  it('refuses a weight of 0', () => {
    expect(() => rubricOf({ weights: { empathy: 0 } })).toThrow('a weight must be greater than 0');
  });

  it('refuses an unknown operator in an indicator', () => {
    expect(() => rubricOf({ weights: { a: 1 }, indicators: { a: { met: [{ almost: ['道歉'] }] } } })).toThrow();
  });
});

describe('reviewFor', () => {
  it('needs no review without a reason', () => {
    expect(reviewFor([])).toEqual({ needed: false, reasons: [] });
  });

  it('gives each reason once, in the order of the closed list', () => {
    expect(reviewFor(['very_short', 'judges_disagree', 'very_short'])).toEqual({
      needed: true,
      reasons: ['judges_disagree', 'very_short'],
    });
  });
});

describe('errors', () => {
  it('name source, line and field of every fault', () => {
    const error = new InvalidInput('a.yaml', [
      { field: 'points[0].weight', message: 'must be greater than 0', line: 7 },
      { field: '', message: 'is empty' },
    ]);
    expect(error.message).toBe('a.yaml:7: points[0].weight: must be greater than 0\na.yaml: is empty');
  });

  it('offer the nearest ids', () => {
    expect(new NotFound('question', 'late', ['late-delivery']).message).toBe(
      'there is no question "late"; did you mean late-delivery?',
    );
  });
});
