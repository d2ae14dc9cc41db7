import { afterEach, describe, expect, it } from 'vitest';
import { type Dialect, type Fault, type StubOptions, startStub } from '../../bench/stub-endpoint.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { createLlmJudge } from '../../src/llm/judge.ts';

const catalogue = openCatalogue('rubrics');
const rubric = catalogue.rubric('pos-overcharge');
const answer = '真对不起，让您着急了。我先核实订单再回电。';
let close = (): void => undefined;
afterEach(() => close());

async function open(options: Partial<StubOptions>, timeoutMs = 2000) {
  const stub = await startStub(options);
  close = stub.close;
  const settings = { apiKey: 'k', baseUrl: stub.baseUrl, model: 'stub', concurrency: 4, timeoutMs };
  return { judge: createLlmJudge({ ...settings, retryDelaysMs: [1, 1] }), stub };
}

describe('over real HTTP', () => {
  it.each<[Dialect, string, number]>([
    ['openai', 'json_schema', 1],
    ['json_object_only', 'json_object', 2],
    ['text_only', 'text', 3],
    ['no_temperature', 'json_schema', 2],
    ['no_seed', 'json_schema', 2],
    ['old_limit', 'json_schema', 2],
    ['no_limit', 'json_schema', 3],
    ['fenced', 'json_schema', 1],
    ['thinking', 'json_schema', 1],
  ])('%s is asked as %s after %d calls, and once from then on', async (dialect, format, calls) => {
    const { judge, stub } = await open({ dialect });
    const judgement = await judge.judge({ rubric, answer, cut: [], lang: 'zh' });
    expect(new Set(judgement.points.map((point) => point.verdict))).toEqual(new Set(['met']));
    expect(judge.capabilities().format).toBe(format);
    expect(stub.calls()).toBe(calls);
    await judge.judge({ rubric, answer: `${answer}好`, cut: [], lang: 'zh' });
    expect(stub.calls()).toBe(calls + 1);
  });

  it.each<Fault>(['429', '429-date', '500', 'reset', 'cut', 'prose', 'blank'])('gets over %s', async (fault) => {
    const { judge } = await open({ faults: [fault], every: 2 });
    for (let round = 0; round < 3; round++) {
      const { points } = await judge.judge({ rubric, answer: `${answer}${round}`, cut: [], lang: 'zh' });
      expect(points.every((point) => point.verdict === 'met')).toBe(true);
    }
  });

  it.each<[Fault, number]>([
    ['401', 1],
    ['refusal', 1],
    ['filter', 1],
    ['length', 1],
    ['500', 3],
    ['blank', 2],
  ])('gives up on nothing but %s after %d calls', async (fault, calls) => {
    const { judge, stub } = await open({ faults: [fault], every: 1 });
    await expect(judge.judge({ rubric, answer, cut: [], lang: 'zh' })).rejects.toMatchObject({
      name: 'JudgeUnavailable',
    });
    expect(stub.calls()).toBe(calls);
  });

  it('gives up on an endpoint that is too slow', async () => {
    const { judge } = await open({ latencyMs: 400 }, 20);
    await expect(judge.judge({ rubric, answer, cut: [], lang: 'zh' })).rejects.toThrow('cannot be reached');
  });
});

describe('one request in ten at fault', () => {
  const faults: Fault[] = ['429', '500', 'reset', 'cut', 'prose', 'slow'];

  it.each([...faults.map((fault) => [fault]), faults])(
    'every answer is graded by the model, or visibly not: %s',
    async (...these) => {
      const { judge, stub } = await open({ faults: these, latencyMs: 2 });
      const grader = createGrader({ catalogue, judge, version: 'test' });
      const grades = await Promise.all(
        Array.from({ length: 60 }, async (_, index) => {
          const own = `第${index}位：真对不起，让您着急了。我先核实订单再回电。`;
          return { own, grade: await grader.grade({ question: rubric.id, answer: own, engine: 'hybrid', lang: 'zh' }) };
        }),
      );
      for (const { own, grade } of grades) {
        if (grade.engine === 'heuristic') expect(grade.review.reasons).toContain('llm_unavailable');
        // The stub credits every point with the first words of the very answer that it was asked about.
        else expect(grade.points.every((point) => own.startsWith(point.evidence[0]?.quote ?? 'none'))).toBe(true);
      }
      expect(stub.calls()).toBeGreaterThanOrEqual(60);
    },
  );
});
