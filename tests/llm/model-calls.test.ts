import { afterEach, describe, expect, it } from 'vitest';
import { type Fault, startStub } from '../../bench/stub-endpoint.ts';
import { JudgeUnavailable } from '../../src/core/errors.ts';
import type { Judgement } from '../../src/core/judge.ts';
import type { ObservedCall } from '../../src/core/model-calls.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { createLlmJudge, type LlmJudge, type LlmJudgeSettings } from '../../src/llm/judge.ts';

const rubric = openCatalogue('rubrics').rubric('pos-overcharge');
const requestOf = (index: number) => ({
  rubric,
  answer: `第${index}位：真对不起，我先核实订单再回电。`,
  cut: [],
  lang: 'zh' as const,
});
const prices = {
  as_of: '2026-01-01',
  models: { stub: { currency: 'CNY', prompt: 1, cached: 0.1, completion: 10 } },
};
let close = (): void => undefined;
afterEach(() => close());

async function openJudge(faults: readonly Fault[], every: number, settings: Partial<LlmJudgeSettings>) {
  const stub = await startStub({ faults, every, latencyMs: 5 });
  close = stub.close;
  const { baseUrl } = stub;
  const common = {
    apiKey: 'k',
    baseUrl,
    model: 'stub',
    concurrency: 8,
    timeoutMs: 2000,
    retryDelaysMs: [1, 1],
    prices,
  };
  return { judge: createLlmJudge({ ...common, ...settings }), stub };
}

/** Places that any number of judges share, and the most that were ever taken. */
function sharedPlaces(most: number) {
  let taken = 0;
  let peak = 0;
  const waiting: (() => void)[] = [];
  const acquire = async (): Promise<() => Promise<void>> => {
    while (taken >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    peak = Math.max(peak, ++taken);
    return async () => {
      taken--;
      waiting.shift()?.();
    };
  };
  return { acquire, peak: () => peak, taken: () => taken };
}

describe('a limit on calls that judges share', () => {
  it('holds for all of them together, also where calls are refused and tried again', async () => {
    const places = sharedPlaces(3);
    const { judge, stub } = await openJudge(['429', '500'], 4, { acquire: places.acquire });
    const { baseUrl } = stub;
    const other = createLlmJudge({
      ...{ apiKey: 'k', baseUrl, model: 'stub', concurrency: 8, timeoutMs: 2000, retryDelaysMs: [1, 1] },
      acquire: places.acquire,
    });
    const asking: Promise<Judgement>[] = [];
    for (let index = 0; index < 20; index++)
      asking.push(judge.judge(requestOf(index)), other.judge(requestOf(100 + index)));
    const settled = await Promise.allSettled(asking);
    expect(settled.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(30);
    expect(places.peak()).toBe(3);
    expect(places.taken()).toBe(0);
  });

  it('is no reason to call when the request is aborted while it waits', async () => {
    const { judge, stub } = await openJudge([], 1, {
      acquire: (signal) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new JudgeUnavailable('aborted')))),
    });
    const abort = new AbortController();
    const judged = judge.judge({ ...requestOf(1), signal: abort.signal });
    setImmediate(() => abort.abort());
    await expect(judged).rejects.toMatchObject({ name: 'JudgeUnavailable' });
    expect(stub.calls()).toBe(0);
  });
});

describe('the observer of calls', () => {
  async function observed(faults: readonly Fault[], ask: (judge: LlmJudge) => Promise<unknown>) {
    const calls: ObservedCall[] = [];
    const { judge, stub } = await openJudge(faults, 2, { onCall: (call) => calls.push(call) });
    await ask(judge);
    return { calls, stub };
  }

  it('hears of a call with its tokens and its cost', async () => {
    const { calls, stub } = await observed([], (judge) => judge.judge(requestOf(1)));
    const usage = { prompt_tokens: 1000, cached_tokens: 0, completion_tokens: 200, calls: 1 };
    // 1000 tokens at 1 a million, and 200 at 10.
    const cost = { amount: 0.003, currency: 'CNY' };
    expect(calls).toEqual([
      {
        model: 'stub',
        endpoint: stub.baseUrl,
        startedAt: expect.any(Number),
        ms: expect.any(Number),
        usage,
        cost,
        error: undefined,
      },
    ]);
  });

  it('hears of every try, and why it failed', async () => {
    const { calls } = await observed(['500'], async (judge) => {
      await judge.judge(requestOf(1));
      await judge.judge(requestOf(2));
    });
    expect(calls.map(({ error, usage }) => [error !== undefined, usage?.calls])).toEqual([
      [false, 1],
      [true, undefined],
      [false, 1],
    ]);
    expect(calls[1]?.error?.message).toContain('500');
  });

  it('hears why a reply is not read that was paid for', async () => {
    const { calls } = await observed(['filter'], async (judge) => {
      await judge.judge(requestOf(1));
      await judge.judge(requestOf(2)).catch(() => undefined);
    });
    expect(calls[1]).toMatchObject({ usage: { calls: 1 }, error: { message: 'the endpoint filtered the reply' } });
  });
});

describe('replies kept elsewhere', () => {
  it('are found before anybody is asked, and cost nothing', async () => {
    const kept = new Map<string, Judgement>();
    const replies = {
      find: async (key: string) => kept.get(key),
      keep: async (key: string, judgement: Judgement) => void kept.set(key, judgement),
    };
    const { judge, stub } = await openJudge([], 1, { replies });
    const first = await judge.judge(requestOf(1));
    const second = await judge.judge(requestOf(1));
    expect(stub.calls()).toBe(1);
    expect(second.points).toEqual(first.points);
    expect([first.cost?.amount, second.cost?.amount, second.usage.calls]).toEqual([0.003, 0, 0]);
  });
});
