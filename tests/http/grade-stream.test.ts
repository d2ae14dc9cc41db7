import { request as send } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type StubOptions, startStub } from '../../bench/stub-endpoint.ts';
import { Grade, GradedPoint } from '../../src/core/grade.ts';
import type { Judge, Judgement } from '../../src/core/judge.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { openMetrics } from '../../src/http/operations/metrics.ts';
import { observedGrader } from '../../src/http/operations/observed-grader.ts';
import { Problem } from '../../src/http/problem.ts';
import { createLlmJudge } from '../../src/llm/judge.ts';
import { startService } from './service.ts';

const catalogue = openCatalogue('rubrics');
const body = {
  question: 'pos-overcharge',
  answer: '😀真对不起，让您着急了。我先核实订单再回电。',
  engine: 'hybrid',
};
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(stubOptions: Partial<StubOptions>, otherJudge?: Judge) {
  const stub = await startStub(stubOptions);
  const kept = new Map<string, Judgement>();
  const replies = {
    find: (key: string) => kept.get(key),
    keep: (key: string, it: Judgement) => void kept.set(key, it),
  };
  const settings = {
    apiKey: 'k',
    baseUrl: stub.baseUrl,
    model: 'stub',
    concurrency: 4,
    timeoutMs: 2000,
    retryDelaysMs: [1],
  };
  const judge = otherJudge ?? createLlmJudge({ ...settings, replies });
  const grader = observedGrader(createGrader({ catalogue, version: 'test', judge }), openMetrics('test'));
  const service = await startService({ catalogue, grader });
  closing.push(service.stop, stub.close);
  return { service, stub, kept };
}

type Service = Awaited<ReturnType<typeof startService>>;

const post = (service: Service, what: object, accept = 'text/event-stream'): Promise<Response> =>
  service.fetch('/v1/grades', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(what),
  });

/** The events of a whole stream: names, and data as JSON. */
function eventsOf(text: string): { event: string; data: unknown }[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const [event = '', data = ''] = block.split('\n');
      return { event: event.replace('event: ', ''), data: JSON.parse(data.replace('data: ', '')) };
    });
}

describe('a grade as a stream of events', () => {
  it('is the heuristics’ at once, each point as the model decides it, and the grade in the end', async () => {
    const { service } = await open({ pauseMs: 1 });
    const response = await post(service, body);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('no-store');
    const events = eventsOf(await response.text());
    const grade = Grade.parse(events.at(-1)?.data);
    expect(events.map(({ event }) => event)).toEqual(['heuristic', ...grade.points.map(() => 'point'), 'grade']);
    expect(Grade.parse(events[0]?.data)).toMatchObject({ id: grade.id, engine: 'heuristic' });
    expect(events.slice(1, -1).map(({ data }) => GradedPoint.parse(data))).toEqual(grade.points);
    expect(grade.engine).toBe('hybrid');
    expect(await (await service.fetch(`/v1/grades/${grade.id}`)).json()).toMatchObject({
      id: grade.id,
      engine: 'hybrid',
    });
  });

  it('comes piece by piece, not all at once', async () => {
    const { service } = await open({ pauseMs: 2, pieceLength: 20 });
    const response = await post(service, body);
    const pieces: string[] = [];
    for await (const piece of response.body ?? []) pieces.push(Buffer.from(piece).toString());
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces[0]).toMatch(/^event: heuristic\n/);
  });

  it('has the same verdicts first and last where no model is asked', async () => {
    const { service, stub } = await open({});
    const events = eventsOf(await (await post(service, { ...body, engine: 'heuristic' })).text());
    expect(events.map(({ event }) => event)).toEqual(['heuristic', 'grade']);
    expect(Grade.parse(events[1]?.data)).toEqual(events[0]?.data);
    expect(stub.calls()).toBe(0);
  });

  it.each([
    ['*/*', 201],
    ['application/json', 201],
    ['application/json, text/event-stream;q=0.5', 201],
    ['text/event-stream, */*;q=0.1', 200],
  ])('is given to a client that accepts %s with status %d', async (accept, status) => {
    const { service } = await open({});
    expect((await post(service, { ...body, engine: 'heuristic' }, accept)).status).toBe(status);
  });

  it.each([
    ['an unknown question', { ...body, question: 'late-delivry' }, 404],
    ['an unknown field', { ...body, weight: 1 }, 400],
  ])('is a problem as any other before the first event: %s', async (_name, what, status) => {
    const { service } = await open({});
    const response = await post(service, what);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
  });
});

describe('a stream that cannot end well', () => {
  it('ends with the problem as an event', async () => {
    const error = new TypeError('answer text that nobody is to read');
    const judge = { model: 'm', prompt: 'p', judge: () => Promise.reject(error) };
    const { service } = await open({}, judge);
    const text = await (await post(service, body)).text();
    const events = eventsOf(text);
    expect(events.map(({ event }) => event)).toEqual(['heuristic', 'problem']);
    expect(Problem.parse(events[1]?.data)).toMatchObject({ status: 500, request_id: expect.any(String) });
    expect(text).not.toContain('nobody is to read');
  });

  it('is none where the model fails: the heuristics stand in, visibly', async () => {
    const { service } = await open({ faults: ['401'], every: 1 });
    const events = eventsOf(await (await post(service, body)).text());
    expect(events.map(({ event }) => event)).toEqual(['heuristic', 'grade']);
    expect(events[1]?.data).toMatchObject({ engine: 'heuristic', review: { reasons: ['llm_unavailable'] } });
  });
});

describe('a client that goes away', () => {
  it('ends the call to the model, and leaves nothing half-made behind', async () => {
    const { service, stub, kept } = await open({ pauseMs: 5, pieceLength: 3 });
    await new Promise<void>((resolve) => {
      const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
      const request = send(`${service.url}/v1/grades`, { method: 'POST', headers }, (response) => {
        response.on('error', () => undefined);
        response.once('data', () => {
          request.destroy();
          resolve();
        });
      });
      request.on('error', () => undefined);
      request.end(JSON.stringify(body));
    });
    await expect.poll(stub.brokenOff).toBe(1);
    expect(stub.calls()).toBe(1);
    expect(kept.size).toBe(0);
  });

  it('after the reply was paid for finds it kept when it comes again', async () => {
    const { service, stub } = await open({});
    await (await post(service, body)).text();
    const events = eventsOf(await (await post(service, body)).text());
    expect(stub.calls()).toBe(1);
    expect(events.filter(({ event }) => event === 'point').length).toBeGreaterThan(3);
    expect(events.at(-1)?.data).toMatchObject({ engine: 'hybrid', usage: { calls: 0 } });
  });
});
