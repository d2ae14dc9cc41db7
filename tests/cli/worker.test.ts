import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStub } from '../../bench/stub-endpoint.ts';
import type { Batch } from '../../src/core/batch.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { startPostgres } from '../store/postgres.ts';
import { startProgram, until } from './killed.ts';
import { runGrader } from './run.ts';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'grader-worker-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function batchOf(store: Store, count: number, engine: Batch['engine'], name: string): Promise<string> {
  const { batches } = store;
  const { batch } = await batches.open({ engine, lang: 'zh', judge: null, name, fingerprint: name });
  const answers = Array.from({ length: count }, (_, index) => ({
    ...{ id: `a${index}`, candidate: null, question: 'pos-overcharge', origin: null },
    answer: `第${index}份作答：真对不起，让您着急了。我先核实订单，再给您回电。`,
  }));
  await batches.add(batch.id, 0, answers);
  await batches.seal(batch.id, []);
  return batch.id;
}

/** What was said, log line by log line. */
const messagesOf = (err: string): string[] =>
  err
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg);

describe('worker', () => {
  it('--drain grades what waits in the embedded store, and leaves what is for a model to who has a key', async () => {
    await using store = await openStore({ data });
    const rules = await batchOf(store, 30, 'heuristic', 'rules');
    const model = await batchOf(store, 3, 'hybrid', 'model');
    const { code, err } = await runGrader(['worker', '--drain'], { env: { GRADER_DATA: data } });
    expect(code).toBe(0);
    expect(messagesOf(err)).toEqual([
      `at work on the batches in ${data}: heuristics, no model (OPENAI_API_KEY is not set)`,
      '30 graded',
    ]);
    expect((await store.batches.find(rules))?.state).toBe('done');
    expect((await store.batches.progress(model)).counts).toMatchObject({ waiting: 3 });
  });

  it('stopped, finishes what it has begun, gives back the rest and ends with 0', async () => {
    const stub = await startStub({ latencyMs: 100 });
    try {
      await using store = await openStore({ data });
      const id = await batchOf(store, 200, 'hybrid', 'stopped');
      const env = { GRADER_DATA: data, OPENAI_API_KEY: 'k', OPENAI_BASE_URL: stub.baseUrl, GRADER_MODEL: 'stub' };
      const worker = startProgram(['worker', '-j', '2'], env);
      await until(() => stub.calls() >= 4);
      worker.stop();
      expect(await worker.ended).toBe(0);
      const { counts } = await store.batches.progress(id);
      expect(counts).toMatchObject({ running: 0, graded: stub.calls(), waiting: 200 - stub.calls() });
      expect(worker.said()).toContain(`${stub.calls()} graded`);
      expect(stub.brokenOff()).toBe(0);
    } finally {
      stub.close();
    }
  });

  it('of a fleet keeps its limit on calls in flight together with the others, and pays for no answer twice', async () => {
    const stub = await startStub({ latencyMs: 50 });
    const server = await startPostgres();
    try {
      const databaseUrl = await server.newDatabase();
      await using store = await openStore({ data, databaseUrl });
      const id = await batchOf(store, 150, 'hybrid', 'limited');
      const env = {
        ...{ GRADER_DATA: data, DATABASE_URL: databaseUrl, GRADER_FLEET_CONCURRENCY: '5' },
        ...{ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: stub.baseUrl, GRADER_MODEL: 'stub', GRADER_CONCURRENCY: '8' },
      };
      const workers = [startProgram(['worker'], env), startProgram(['worker'], env)];
      await until(async () => (await store.batches.find(id))?.state === 'done');
      for (const worker of workers) {
        await until(() => worker.said().includes('at work'));
        worker.stop();
      }
      expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0]);
      expect(stub.peak()).toBeLessThanOrEqual(5);
      expect(stub.calls()).toBe(150);
      // The same answers in another batch cost nothing, whoever of the fleet judged them.
      const again = await batchOf(store, 150, 'hybrid', 'again');
      expect((await runGrader(['worker', '--drain'], { env })).code).toBe(0);
      expect((await store.batches.progress(again)).counts.graded).toBe(150);
      expect(stub.calls()).toBe(150);
      // What the fleet has kept is shown, and cleared with the rest.
      expect((await runGrader(['cache'], { env })).out).toMatch(/\n150 replies, \d\.\d MB: in the database/);
      const kept = await runGrader(['cache', 'show', '--json'], { env });
      expect(JSON.parse(kept.out)).toMatchObject({ replies: 0, shared: { replies: 150 } });
      expect((await runGrader(['cache', 'clear'], { env })).out).toMatch(
        /^0 replies forgotten, 150 more of the whole fleet/,
      );
      expect(await store.fleet?.replies.size()).toEqual({ replies: 0, bytes: 0 });
    } finally {
      stub.close();
      await server.stop();
    }
  });
});
