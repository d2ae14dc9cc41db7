import { afterEach, describe, expect, it } from 'vitest';
import { type Dialect, type Fault, type StubOptions, startStub } from '../../bench/stub-endpoint.ts';
import type { Judgement, JudgeRequest, PointFinding } from '../../src/core/judge.ts';
import type { ObservedCall } from '../../src/core/model-calls.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { createLlmJudge, type LlmJudgeSettings } from '../../src/llm/judge.ts';

const rubric = openCatalogue('rubrics').rubric('pos-overcharge');
const ids = rubric.points.map((point) => point.id);
const answer = '😀真对不起，王芳女士让您着急了。我先核实订单再回电。';
const firstWords = '😀真对不起，王芳女士让您着急了';
let close = (): void => undefined;
afterEach(() => close());

async function open(options: Partial<StubOptions>, settings: Partial<LlmJudgeSettings> = {}) {
  const stub = await startStub(options);
  close = stub.close;
  const { baseUrl } = stub;
  const calls: ObservedCall[] = [];
  const common = { apiKey: 'k', baseUrl, model: 'stub', concurrency: 4, timeoutMs: 2000, retryDelaysMs: [1, 1] };
  const judge = createLlmJudge({ ...common, onCall: (call) => calls.push(call), ...settings });
  const told: PointFinding[] = [];
  const ask = (more: Partial<JudgeRequest> = {}): Promise<Judgement> =>
    judge.judge({
      ...{ rubric, answer, cut: [], lang: 'zh', names: ['王芳'] },
      onPoint: (finding) => told.push(finding),
      ...more,
    });
  return { stub, judge, ask, told, calls };
}

const idsOf = (findings: readonly PointFinding[]): string[] => findings.map((finding) => finding.id);

describe('points as they stream in', () => {
  it.each([
    ['whole events', { pieceLength: 5, writeLength: 0 }],
    ['single characters', { pieceLength: 1, writeLength: 0 }],
    ['single bytes', { pieceLength: 7, writeLength: 1 }],
  ])('are told one by one, in the raw words of the answer, from %s', async (_name, cut) => {
    const { stub, ask, told } = await open(cut);
    const judgement = await ask();
    expect(told).toEqual(judgement.points);
    expect(told[0]?.evidence[0]).toEqual({ start: 0, end: firstWords.length, quote: firstWords });
    expect(stub.asked()[0]).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(stub.calls()).toBe(1);
    expect(judgement.usage).toEqual({ prompt_tokens: 1000, cached_tokens: 0, completion_tokens: 200, calls: 1 });
  });

  it('are there before the reply has ended', async () => {
    const { ask, told } = await open({ pieceLength: 20, pauseMs: 1 });
    const seen: number[] = [];
    await ask({
      onPoint: (finding) => {
        told.push(finding);
        setImmediate(() => seen.push(told.length));
      },
    });
    // Had they come together, every look would have seen all of them.
    expect(seen.slice(0, -1).every((count, index) => count === index + 1)).toBe(true);
  });

  it('are not asked for as a stream where nobody wants to know', async () => {
    const { stub, judge } = await open({});
    await judge.judge({ rubric, answer, cut: [], lang: 'zh' });
    expect(stub.asked()[0]?.stream).toBeUndefined();
  });
});

describe('an endpoint', () => {
  it.each<[Dialect, number, number]>([
    ['openai', 1, 1],
    ['json_object_only', 2, 1],
    ['no_temperature', 2, 1],
    ['no_stream', 2, 1],
    ['no_stream_unnamed', 2, 1],
    ['no_stream_options', 2, 1],
    ['ignores_stream', 1, 1],
    ['untold_usage', 1, 1],
    ['fenced', 1, 1],
    ['thinking', 1, 1],
  ])('that is %s takes %d calls, and %d from then on', async (dialect, first, next) => {
    const { stub, ask, told } = await open({ dialect });
    expect(told).toEqual((await ask()).points);
    expect(stub.calls()).toBe(first);
    const { points, usage } = await ask({ answer: `${answer}好` });
    expect(idsOf(told)).toEqual([...ids, ...ids]);
    expect(points.every((point) => point.verdict === 'met')).toBe(true);
    expect(stub.calls()).toBe(first + next);
    // One that does not tell in a stream what was used up is not asked for one again.
    if (!['no_stream_options'].includes(dialect)) expect(usage.prompt_tokens).toBe(1000);
  });

  it('that refuses streams is remembered as one that does', async () => {
    const { judge, ask } = await open({ dialect: 'no_stream' });
    await ask();
    expect(judge.capabilities()).toEqual({ format: 'json_schema', dropped: ['stream'] });
  });
});

describe('a stream that goes wrong', () => {
  it.each<Fault>(['stream-cut', 'stream-ends-early', 'stream-error', '429', '500', 'reset'])(
    'by %s is asked for again, and the call counts once',
    async (fault) => {
      const { stub, ask, told, calls } = await open({ faults: [fault], every: 2, writeLength: 64 });
      await ask();
      const judgement = await ask({ answer: `${answer}好` });
      expect(stub.calls()).toBe(3);
      expect(idsOf(told)).toEqual([...ids, ...ids]);
      expect(judgement.usage.calls).toBe(1);
      expect(calls.map(({ error }) => error !== undefined)).toEqual([false, true, false]);
    },
  );

  it('by lacking its end mark is none', async () => {
    const { stub, ask } = await open({ faults: ['no-done'], every: 1 });
    expect((await ask()).points.every((point) => point.verdict === 'met')).toBe(true);
    expect(stub.calls()).toBe(1);
  });

  it.each<[Fault, number]>([
    ['length', 1],
    ['filter', 1],
    ['stream-ends-early', 3],
    ['stream-error', 3],
  ])('by nothing but %s is given up after %d calls', async (fault, calls) => {
    const { stub, ask } = await open({ faults: [fault], every: 1 });
    await expect(ask()).rejects.toMatchObject({ name: 'JudgeUnavailable' });
    expect(stub.calls()).toBe(calls);
  });

  it('by being slower in all than the time limit is given up', async () => {
    const { ask } = await open({ pieceLength: 1, pauseMs: 20 }, { timeoutMs: 100, retryDelaysMs: [] });
    await expect(ask()).rejects.toThrow('cannot be reached');
  });
});

describe('who asked is gone', () => {
  it('ends the stream at the other side, and no second one is asked for', async () => {
    const { stub, ask, told } = await open({ pieceLength: 10, pauseMs: 5 });
    const abort = new AbortController();
    const asking = ask({
      signal: abort.signal,
      onPoint: (finding) => {
        told.push(finding);
        abort.abort();
      },
    });
    await expect(asking).rejects.toMatchObject({ name: 'JudgeUnavailable' });
    expect(told).toHaveLength(1);
    await expect.poll(stub.brokenOff).toBe(1);
    expect(stub.calls()).toBe(1);
  });
});

describe('credit', () => {
  /** A model that sends these replies in turn, each as a stream. */
  function model(...replies: object[]): typeof fetch {
    let calls = 0;
    return async () => {
      const text = JSON.stringify(replies[Math.min(calls++, replies.length - 1)]);
      const events = [...text].map((content) => ({ choices: [{ delta: { content } }] }));
      const end = {
        choices: [{ delta: {}, finish_reason: 'stop', usage: { prompt_tokens: 7, completion_tokens: 3 } }],
      };
      const lines = [...events, end].map((event) => `data: ${JSON.stringify(event)}\n\n`);
      return new Response(lines.join(''), { headers: { 'content-type': 'text/event-stream' } });
    };
  }
  const part = (verdict: string, ...evidence: string[]) => ({ evidence, reason: '…', verdict, advice: '' });
  const replyWith = (first: object) =>
    Object.fromEntries(ids.map((id, index) => [id, index === 0 ? first : part('missed')]));

  it('is never told early for words that are not in the answer', async () => {
    const { ask, told } = await open({}, { fetch: model(replyWith(part('met', '我赔您三倍'))) });
    const judgement = await ask();
    const [first] = ids;
    expect(told.filter((finding) => finding.id === first).map((finding) => finding.verdict)).toEqual(['undecided']);
    expect(judgement.reviewReasons).toEqual(['evidence_not_found']);
  });

  it('that the second question takes back is told again as taken back', async () => {
    const first = { ...replyWith(part('met', '我先核实订单')), [ids[1] ?? '']: part('met', '编造的话') };
    const { ask, told } = await open({}, { fetch: model(first, replyWith(part('missed'))) });
    const judgement = await ask();
    expect(told.filter((finding) => finding.id === ids[0]).map((finding) => finding.verdict)).toEqual([
      'met',
      'missed',
    ]);
    expect(judgement.points[0]?.verdict).toBe('missed');
    // What was used up is told with the choice, as Moonshot does it.
    expect(judgement.usage).toMatchObject({ prompt_tokens: 14, completion_tokens: 6, calls: 2 });
  });
});

describe('where nothing streams, the points come when they are there', () => {
  it('votes: only the outcome is told', async () => {
    const { stub, ask, told } = await open({}, { samples: 3 });
    expect(told).toEqual((await ask()).points);
    expect(stub.asked().map(({ stream }) => stream)).toEqual([undefined, undefined, undefined]);
  });

  it('one point a call: each is told once', async () => {
    const { ask, told } = await open({}, { isolated: true });
    await ask();
    expect(idsOf(told).toSorted()).toEqual([...ids].toSorted());
  });

  it('kept replies: a streamed reply is kept as any other and told at once', async () => {
    const kept = new Map<string, Judgement>();
    const replies = {
      find: (key: string) => kept.get(key),
      keep: (key: string, it: Judgement) => void kept.set(key, it),
    };
    const { stub, ask, told } = await open({}, { replies });
    const first = await ask();
    expect((await ask()).points).toEqual(first.points);
    expect(told).toEqual([...first.points, ...first.points]);
    expect(stub.calls()).toBe(1);
  });
});
