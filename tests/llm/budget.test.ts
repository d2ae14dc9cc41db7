import { describe, expect, it } from 'vitest';
import { CostLimitReached } from '../../src/core/errors.ts';
import { createBudget } from '../../src/llm/budget.ts';

// A prompt token costs 1 millionth, a completion token 10.
const price = { currency: 'USD', prompt: 1, cached: 1, completion: 10 };
const usage = { prompt_tokens: 1000, cached_tokens: 0, completion_tokens: 200, calls: 1 };

describe('the budget', () => {
  it('lets a reply be only as long as the rest can pay for', async () => {
    // 0.02 − 1000 millionths for the prompt leaves 19000, which is 1900 completion tokens.
    const { completionTokens } = await createBudget(0.02, price).reserve(1000, 6000);
    expect(completionTokens).toBe(1900);
  });

  it('counts what a call really cost, and nothing for one that failed', async () => {
    const budget = createBudget(1, price);
    (await budget.reserve(1000, 6000)).settle(usage);
    (await budget.reserve(1000, 6000)).settle(undefined);
    // 1000 × 1 + 200 × 10 = 3000 millionths
    expect(budget.spent()).toBeCloseTo(0.003, 10);
  });

  it('stops when the rest would not pay for a usual reply', async () => {
    // 1000 + 600 × 10 = 7000 millionths are needed.
    await expect(createBudget(0.0069, price).reserve(1000, 6000)).rejects.toBeInstanceOf(CostLimitReached);
  });

  it('waits for calls in flight before it stops, and goes on when they cost less than was set aside', async () => {
    const budget = createBudget(0.012, price);
    const first = await budget.reserve(1000, 6000);
    const second = budget.reserve(1000, 6000);
    first.settle(usage);
    // 12000 − 3000 spent − 1000 for the prompt leaves 8000, which is 800 completion tokens.
    expect((await second).completionTokens).toBe(800);
  });

  it('is never passed, however many ask at once', async () => {
    const budget = createBudget(0.05, price);
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, async () => {
        const { completionTokens, settle } = await budget.reserve(1000, 1000);
        await new Promise((resolve) => setImmediate(resolve));
        settle({ ...usage, completion_tokens: completionTokens });
      }),
    );
    expect(budget.spent()).toBeLessThanOrEqual(0.05);
    // Each costs 1000 + 1000 × 10 = 11000 millionths: four fit, and the last 6000 buy none.
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(4);
  });
});
