import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Grade } from '../../../src/core/grade.ts';
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
});
