import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { createGrader } from '../../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import { openMetrics } from '../../../src/http/operations/metrics.ts';
import { observedGrader } from '../../../src/http/operations/observed-grader.ts';
import { startService } from '../service.ts';

const answer = '实在抱歉，换谁都着急，我马上核对小票。';
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A service whose grader is observed as `main.ts` does it. */
async function start() {
  const metrics = openMetrics('1.2.3');
  const catalogue = openCatalogue(readConfig({}).rubrics);
  const grader = observedGrader(createGrader({ catalogue, version: '1.2.3' }), metrics);
  const service = await startService({ grader, operations: { metrics } });
  stops.push(service.stop);
  const read = async () => (await fetch(`${service.url}/metrics`)).text();
  const grade = (body: object) =>
    fetch(`${service.url}/v1/grades`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { ...service, metrics, read, grade };
}

/** The value of one series; undefined when it is not there. */
function sampleOf(text: string, name: string, labels: Record<string, string> = {}): number | undefined {
  const line = text
    .split('\n')
    .find(
      (each) =>
        each.split(/[{ ]/)[0] === name &&
        Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`)),
    );
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe('/metrics', () => {
  it('is in the text format of Prometheus, with the process and the version', async () => {
    const { url, read } = await start();
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain.*version=0\.0\.4/);
    const text = await read();
    expect(sampleOf(text, 'grader_build_info', { version: '1.2.3' })).toBe(1);
    expect(sampleOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    expect(sampleOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  it('counts requests by route and status, whatever was typed', async () => {
    const { url, read } = await start();
    await fetch(`${url}/v1/questions/late-delivery`);
    await fetch(`${url}/v1/questions/angry-customer`);
    await fetch(`${url}/v1/questions/nowhere`);
    const text = await read();
    const counted = (status: string) =>
      sampleOf(text, 'grader_http_request_duration_seconds_count', { route: '/v1/questions/{id}', status });
    expect([counted('200'), counted('404')]).toEqual([2, 1]);
    expect(text).not.toContain('nowhere');
    // The request that asks for the metrics is itself in flight.
    expect(sampleOf(text, 'grader_http_requests_in_flight')).toBe(1);
  });

  it('counts grades by engine and outcome, reviews, their reasons, and fallbacks', async () => {
    const { grade, read } = await start();
    await grade({ question: 'pos-overcharge', answer: answer.repeat(2) });
    await grade({ question: 'pos-overcharge', answer: '好' });
    await grade({ question: 'pos-overcharge', answer: answer.repeat(2), engine: 'hybrid' });
    const text = await read();
    const graded = (labels: Record<string, string>) =>
      sampleOf(text, 'grader_grade_duration_seconds_count', { engine: 'heuristic', fell_back: 'no', ...labels });
    expect([graded({ outcome: 'graded' }), graded({ outcome: 'insufficient' })]).toEqual([1, 1]);
    expect(graded({ outcome: 'graded', fell_back: 'yes' })).toBe(1);
    expect(sampleOf(text, 'grader_reviews_needed_total', { engine: 'heuristic' })).toBe(1);
    expect(sampleOf(text, 'grader_review_reasons_total', { reason: 'llm_unavailable' })).toBe(1);
    expect(sampleOf(text, 'grader_fallbacks_total')).toBe(1);
  });

  it('has the series that alerts divide by before anything is graded', async () => {
    const text = await (await start()).read();
    const graded = (engine: string) => sampleOf(text, 'grader_grade_duration_seconds_count', { engine });
    const reviewed = (engine: string) => sampleOf(text, 'grader_reviews_needed_total', { engine });
    expect([graded('heuristic'), graded('hybrid'), reviewed('heuristic'), reviewed('hybrid')]).toEqual([0, 0, 0, 0]);
    expect(sampleOf(text, 'grader_fallbacks_total')).toBe(0);
    expect(sampleOf(text, 'grader_refused_total', { why: 'overload' })).toBe(0);
  });

  it('counts calls to the model, tokens and money', async () => {
    const { metrics, read } = await start();
    const call = { model: 'm', endpoint: 'https://x', startedAt: 0, ms: 700, error: undefined };
    const usage = { prompt_tokens: 100, cached_tokens: 40, completion_tokens: 20, calls: 1 };
    metrics.called({ ...call, usage, cost: { amount: 0.002, currency: 'USD' } });
    metrics.called({ ...call, usage: undefined, cost: undefined, error: new Error('answered 500') });
    const text = await read();
    const calls = (outcome: string) => sampleOf(text, 'grader_judge_call_duration_seconds_count', { outcome });
    expect([calls('fine'), calls('failed')]).toEqual([1, 1]);
    expect(sampleOf(text, 'grader_judge_tokens_total', { kind: 'cached' })).toBe(40);
    expect(sampleOf(text, 'grader_judge_cost_total', { currency: 'USD' })).toBe(0.002);
  });

  it('asks how much work waits only when it is read', async () => {
    const { metrics, read } = await start();
    let asked = 0;
    metrics.watchQueue(async () => {
      asked++;
      return { waiting: 12, running: 3 };
    });
    expect(asked).toBe(0);
    const text = await read();
    expect(sampleOf(text, 'grader_queue_items', { state: 'waiting' })).toBe(12);
    expect(sampleOf(text, 'grader_queue_items', { state: 'running' })).toBe(3);
    expect(asked).toBe(1);
  });
});

describe('/readyz', () => {
  it('is ready when what it stands on answers, and not ready when it does not', async () => {
    let up = true;
    const service = await startService({
      operations: {
        ready: async () => {
          if (!up) throw new Error('connect ECONNREFUSED 10.0.0.5:5432');
        },
      },
    });
    stops.push(service.stop);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    up = false;
    const response = await fetch(`${service.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ detail: 'the store does not answer' });
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });
});
