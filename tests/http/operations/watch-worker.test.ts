import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import { startProgram, until } from '../../cli/killed.ts';
import { startHeldEndpoint } from '../held-endpoint.ts';

let data: string;
let store: Store;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'answer-grader-watch-'));
  store = await openStore({ data });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await store.close();
  await rm(data, { recursive: true, force: true });
});

async function batchOf(count: number, engine: 'heuristic' | 'hybrid'): Promise<string> {
  const { batch } = await store.batches.open({ engine, lang: 'zh', judge: null, name: 'b', fingerprint: engine });
  const answers = Array.from({ length: count }, (_, index) => ({
    ...{ id: `a${index}`, candidate: '欧阳翡翠', question: 'pos-overcharge', origin: null },
    answer: `第${index}份：实在抱歉，我马上核对琥珀色小票，再给您回电。`,
  }));
  await store.batches.add(batch.id, 0, answers);
  await store.batches.seal(batch.id, []);
  return batch.id;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

describe('a worker', () => {
  it('tells of itself on a port of its own, and logs nothing of answers and names', async () => {
    const port = await freePort();
    const id = await batchOf(20, 'heuristic');
    const worker = startProgram(['worker'], { GRADER_DATA: data, GRADER_METRICS_PORT: String(port) });
    closing.push(worker.kill);
    await until(async () => (await store.batches.find(id))?.state === 'done');
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    expect((await get('/v1/questions')).status).toBe(404);
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toContain(
      'grader_grade_duration_seconds_count{engine="heuristic",outcome="graded",fell_back="no"} 20',
    );
    worker.stop();
    expect(await worker.ended).toBe(0);
    expect(worker.said()).not.toMatch(/欧阳翡翠|琥珀色/);
  });

  it('that is told to stop waits for the model no longer than its limit', async () => {
    const model = await startHeldEndpoint();
    closing.push(model.close);
    await batchOf(3, 'hybrid');
    const worker = startProgram(['worker'], {
      ...{ GRADER_DATA: data, GRADER_STOP_MS: '50' },
      ...{ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: model.baseUrl },
    });
    closing.push(worker.kill);
    await model.asked(1);
    worker.stop();
    expect(await worker.ended).toBe(0);
    expect(worker.said()).toContain('the time limit of the stop is over');
  });
});
