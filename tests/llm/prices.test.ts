import { describe, expect, it } from 'vitest';
import { estimate } from '../../src/llm/estimate.ts';
import { costOf, readPrices, roughTokens } from '../../src/llm/prices.ts';
import { rubricOf } from '../rubric-of.ts';

const price = { currency: 'USD', prompt: 1, cached: 0.1, completion: 10 };

describe('prices', () => {
  it('are dated and readable as shipped', () => {
    expect(readPrices().as_of).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('count cached tokens once, at their own price', () => {
    // 600 × 1 + 400 × 0.1 + 200 × 10 = 2640 millionths
    const usage = { prompt_tokens: 1000, cached_tokens: 400, completion_tokens: 200, calls: 1 };
    expect(costOf(usage, price)).toBeCloseTo(0.00264, 10);
  });

  it('reckon a Chinese character as a token, and three Latin letters', () => {
    expect(roughTokens('核实订单')).toBe(4);
    expect(roughTokens('verify')).toBe(2);
  });

  it('estimate a run before it is paid for', () => {
    const request = { rubric: rubricOf({ weights: { a: 1 } }), answer: '真对不起', cut: [], lang: 'zh' as const };
    const { calls, cost } = estimate([request, request], { samples: 3, price });
    expect(calls).toBe(6);
    // At least the 6 × 220 completion tokens at 10 a million.
    expect(cost).toBeGreaterThan(0.0132);
    expect(estimate([], { price })).toMatchObject({ calls: 0, cost: 0 });
  });
});
