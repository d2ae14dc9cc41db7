import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/llm/limiter.ts';

describe('the limiter', () => {
  it('never has more calls in flight than it was set to', async () => {
    const limiter = createLimiter(3);
    let flying = 0;
    let peak = 0;
    const call = async (): Promise<void> => {
      peak = Math.max(peak, ++flying);
      await new Promise((resolve) => setImmediate(resolve));
      flying--;
    };
    await Promise.all(Array.from({ length: 20 }, () => limiter.run(call)));
    expect(peak).toBe(3);
  });

  it('halves once for calls that were refused together, and grows by one a round', () => {
    const limiter = createLimiter(8);
    limiter.slowDown(60_000);
    limiter.slowDown(60_000);
    expect(limiter.width()).toBe(4);
    for (let round = 0; round < 4; round++) limiter.speedUp();
    expect(limiter.width()).toBe(5);
  });

  it('never falls below one, nor rises above what was set', () => {
    const limiter = createLimiter(1);
    limiter.slowDown(0);
    expect(limiter.width()).toBe(1);
    limiter.speedUp();
    expect(limiter.width()).toBe(1);
  });

  it('stops waiting when it is aborted', async () => {
    const limiter = createLimiter(1);
    limiter.slowDown(60_000);
    await expect(limiter.ready(AbortSignal.abort())).rejects.toMatchObject({ name: 'JudgeUnavailable' });
  });
});
