import { afterEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../store/postgres.ts';
import { startServe } from '../serve-process.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('a service whose database goes away', () => {
  it('is up but not ready, answers 503, and is stopped as ever', async () => {
    const server = await startPostgres();
    let running = true;
    const stop = async () => {
      if (running) await server.stop();
      running = false;
    };
    closing.push(stop);
    const service = await startServe({ DATABASE_URL: await server.newDatabase() });
    closing.push(() => service.signal('SIGKILL'));
    const post = () =>
      fetch(`${service.url}/v1/grades`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。' }),
      });
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    expect((await post()).status).toBe(201);

    await stop();
    expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    // What is counted in this process can still be read.
    expect(await (await fetch(`${service.url}/metrics`)).text()).toContain('grader_grade_duration_seconds_count');
    const refused = await post();
    expect(await refused.json()).toMatchObject({
      status: 503,
      detail: expect.stringContaining('the store does not answer'),
    });
    service.signal('SIGTERM');
    expect((await service.ended).code).toBe(0);
  });
});
