import { describe, expect, it } from 'vitest';
import { createEstimate } from '../../src/llm/estimate.ts';
import { costOf, readPrices } from '../../src/llm/prices.ts';
import { roughTokens } from '../../src/llm/tokens.ts';
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
    const votes = createEstimate({ samples: 3, isolated: false, price });
    votes.add(request);
    votes.add(request);
    const { answers, calls, cost } = votes.total();
    expect([answers, calls]).toEqual([2, 6]);
    // At least the 6 × 220 completion tokens at 10 a million.
    expect(cost?.amount).toBeGreaterThan(0.0132);
    expect(cost?.currency).toBe('USD');
  });

  it('estimate nothing for no answers, and no money without a price', () => {
    const none = { answers: 0, calls: 0, prompt_tokens: 0, completion_tokens: 0, cost: null };
    expect(createEstimate({ samples: 1, isolated: false, price: undefined }).total()).toEqual(none);
  });

  it('estimate one call a point when isolated', () => {
    const isolated = createEstimate({ samples: 1, isolated: true, price });
    isolated.add({ rubric: rubricOf({ weights: { a: 1, b: 1 } }), answer: '真对不起', cut: [], lang: 'zh' });
    expect(isolated.total()).toMatchObject({ answers: 1, calls: 2, completion_tokens: 220 });
  });
});
