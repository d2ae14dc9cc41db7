import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Grade } from '../../../src/core/grade.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { startHeldEndpoint } from '../held-endpoint.ts';
import { startServe } from '../serve-process.ts';
import { startService } from '../service.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const body = JSON.stringify({ question: 'pos-overcharge', answer: '实在抱歉，换谁都着急，我马上核对小票和流水。' });
const post = (url: string) =>
  fetch(`${url}/v1/grades`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

/** A service that asks a model, and a grade of it in flight. */
async function withGradeInFlight(env: NodeJS.ProcessEnv) {
  const model = await startHeldEndpoint();
  const data = await mkdtemp(join(tmpdir(), 'answer-grader-stop-'));
  closing.push(model.close, () => rmSync(data, { recursive: true, force: true }));
  const service = await startServe({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: model.baseUrl, GRADER_DATA: data, ...env });
  const grade = post(service.url);
  // Whoever waits for it later must not be told too late that it failed.
  grade.catch(() => undefined);
  await model.asked(1);
  return { model, service, grade };
}

/** A batch that the heuristics judged for want of a model, by a rubric that has been reworded since. */
async function batchOfOtherTimes(answers: number): Promise<{ data: string; batch: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'answer-grader-stop-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  const rubrics = join(folder, 'rubrics');
  cpSync('rubrics', rubrics, { recursive: true });
  const file = join(rubrics, 'shanghai-service', 'pos-overcharge.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: 多扣了一百元'));
  const service = await startService({ data, catalogue: openCatalogue(rubrics) });
  const submitted = await service.fetch('/v1/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      engine: 'hybrid',
      answers: Array.from({ length: answers }, (_, index) => ({
        id: `${index}`,
        question: 'pos-overcharge',
        answer: `实在抱歉，换谁都着急，我马上核对第 ${index} 张小票。`,
      })),
    }),
  });
  const { id: batch } = (await submitted.json()) as { id: string };
  await (await service.fetch(`/v1/batches/${batch}/events`)).text();
  await service.stop();
  return { data, batch };
}

describe('a stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s lets what is in flight end and exits with 0', async (signal) => {
    const { model, service, grade } = await withGradeInFlight({});
    service.signal(signal);
    await service.said('stopping');
    model.release();
    const response = await grade;
    expect(response.status).toBe(201);
    expect(Grade.parse(await response.json()).engine).toBe('hybrid');
    const { code, err } = await service.ended;
    expect(code).toBe(0);
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).msg)
        .at(-1),
    ).toBe('stopped');
  });

  it('cuts what has not ended within its limit, says so, and still exits with 0', async () => {
    const { service, grade } = await withGradeInFlight({ GRADER_STOP_MS: '50' });
    service.signal('SIGTERM');
    await expect(grade).rejects.toThrow();
    const { code, err } = await service.ended;
    expect(code).toBe(0);
    expect(err).toMatch(/"connections":1,"limit_ms":50/);
  });

  it('is cut short by a second signal, with exit code 1', async () => {
    const { service, grade } = await withGradeInFlight({});
    service.signal('SIGTERM');
    await service.said('stopping');
    service.signal('SIGTERM');
    await expect(grade).rejects.toThrow();
    expect((await service.ended).code).toBe(1);
  });

  it('takes no new work and is not ready, on connections that are still open', async () => {
    const stop = new AbortController();
    const service = await startService({ operations: { stopping: stop.signal } });
    closing.push(() => void service.stop());
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    stop.abort();
    expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
    const refused = await post(service.url);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(refused.headers.get('connection')).toBe('close');
    expect((await fetch(`${service.url}/v1/questions`)).status).toBe(200);
  });

  it('waits for what is being graded anew, and leaves the rest of the batch as it was', async () => {
    const { data, batch } = await batchOfOtherTimes(3);
    const model = await startHeldEndpoint();
    closing.push(model.close);
    const service = await startServe({
      OPENAI_API_KEY: 'k',
      OPENAI_BASE_URL: model.baseUrl,
      GRADER_CONCURRENCY: '1',
      GRADER_DATA: data,
    });
    const whoAsked = new AbortController();
    const asked = fetch(`${service.url}/v1/batches/${batch}/regrade`, { method: 'POST', signal: whoAsked.signal });
    await model.asked(1);
    // Nobody waits for it any more.
    whoAsked.abort();
    await expect(asked).rejects.toThrow();
    await service.said('given up by its client');
    service.signal('SIGTERM');
    await service.said('stopping');
    model.release();
    expect((await service.ended).code).toBe(0);
    expect(model.received).toHaveLength(1);
    expect(await service.said('ask for the rest again')).toContain('"regraded":1');
    const store = await openStore({ data });
    const { items } = await store.grades.inForce({ batch, limit: 10 });
    await store.close();
    // By the model: the one that had been begun.
    expect(items.map(({ grade }) => grade.engine).sort()).toEqual(['heuristic', 'heuristic', 'hybrid']);
  });

  it('gives up after its limit what is being graded anew, and keeps what was there', async () => {
    const { data, batch } = await batchOfOtherTimes(1);
    const model = await startHeldEndpoint();
    closing.push(model.close);
    const service = await startServe({
      OPENAI_API_KEY: 'k',
      OPENAI_BASE_URL: model.baseUrl,
      GRADER_STOP_MS: '50',
      GRADER_DATA: data,
    });
    fetch(`${service.url}/v1/batches/${batch}/regrade`, { method: 'POST' }).catch(() => undefined);
    await model.asked(1);
    service.signal('SIGTERM');
    const { code, err } = await service.ended;
    expect(code).toBe(0);
    expect(err).toContain('what was being graded is given up');
    const store = await openStore({ data });
    const { items } = await store.grades.inForce({ batch, limit: 10 });
    await store.close();
    expect(items.map(({ grade }) => grade.engine)).toEqual(['heuristic']);
  });
});
