import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStub } from '../../bench/stub-endpoint.ts';
import type { Submission } from '../../src/core/submission.ts';
import { collectSameAnswers } from '../../src/grading/batches/same-answers.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { openStore } from '../../src/store/open-store.ts';
import { startPostgres } from '../store/postgres.ts';
import { type Running, seededChance, startProgram, until } from './killed.ts';
import { runGrader } from './run.ts';

const answers = 1_000;
const kills = 20;

/** Small enough that an answer takes a while, large enough that several calls are always in flight. */
const concurrency = 8;

let folder = '';
let stub: Awaited<ReturnType<typeof startStub>>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grader-killed-'));
});
afterEach(() => {
  stub.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: string): string => join(folder, name);

const submissions: readonly Submission[] = Array.from({ length: answers }, (_, index) => ({
  id: `a${index}`,
  candidate: null,
  question: 'pos-overcharge',
  answer: `第${index}份作答：真对不起，让您着急了。我先核实订单${index}，再给您回电。`,
  origin: null,
}));

function sheet(): string {
  const lines = submissions.map(({ id, question, answer }) => JSON.stringify({ id, question, answer }));
  writeFileSync(path('in.jsonl'), `${lines.join('\n')}\n`);
  return path('in.jsonl');
}

const environment = (data: string): NodeJS.ProcessEnv => ({
  OPENAI_API_KEY: 'k',
  OPENAI_BASE_URL: stub.baseUrl,
  GRADER_MODEL: 'stub',
  GRADER_CONCURRENCY: `${concurrency}`,
  GRADER_DATA: path(data),
});

/** What a grade says, apart from what differs from run to run: its id, and what was paid for this time and not before. */
function essence(grade: object): object {
  const { id: _, usage: __, ...rest } = grade as Record<string, unknown>;
  return rest;
}

function essences(file: string): object[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => essence(JSON.parse(line) as object));
}

/** The answers that the model was asked about. */
function asked(): Set<string> {
  return new Set(stub.asked().map(({ messages }) => /第\d+份作答/.exec(messages[0]?.content ?? '')?.[0] ?? ''));
}

/** Moments at which to kill, as numbers of answers that are graded by then, in order. */
function moments(seed: number): number[] {
  const chance = seededChance(seed);
  return Array.from({ length: kills }, () => Math.floor(chance() * (answers - 1))).sort((a, b) => a - b);
}

function expectPaidOnce(): void {
  expect(asked().size).toBe(answers);
  // Only a call that was in flight when its process was killed, its reply perhaps on the way, is made again.
  expect(stub.calls()).toBeLessThanOrEqual(answers + kills * concurrency);
}

describe('a batch of 1,000 answers', () => {
  it('killed at 20 moments on the embedded store ends as if it had not been', async () => {
    stub = await startStub({ latencyMs: 20 });
    const args = ['grade', '--in', sheet(), '--out'];
    const store = path('data/store.sqlite');
    const graded = (): number => (existsSync(store) ? countGrades(store) : 0);
    for (const moment of moments(1)) {
      const running = startProgram([...args, path('out.jsonl')], environment('data'));
      await until(() => graded() >= moment);
      await running.kill();
      expect(existsSync(path('out.jsonl'))).toBe(false);
    }
    const end = await runGrader([...args, path('out.jsonl')], { env: environment('data') });
    expect(end.code, end.err).toBe(0);
    expect(graded()).toBe(answers);
    expectPaidOnce();

    const undisturbed = await runGrader([...args, path('undisturbed.jsonl')], { env: environment('other') });
    expect(undisturbed.code, undisturbed.err).toBe(0);
    expect(essences(path('out.jsonl'))).toEqual(essences(path('undisturbed.jsonl')));
  });

  it('with two workers on PostgreSQL, of which one is killed at each of 20 moments and replaced, ends so too', async () => {
    stub = await startStub({ latencyMs: 100 });
    const server = await startPostgres();
    try {
      const databaseUrl = await server.newDatabase();
      await using store = await openStore({ data: path('none'), databaseUrl });
      const { batches } = store;
      const { batch } = await batches.open({
        engine: 'hybrid',
        lang: 'zh',
        judge: null,
        name: 'killed',
        fingerprint: 'killed',
      });
      await batches.add(batch.id, 0, submissions);
      const same = collectSameAnswers(openCatalogue('rubrics'));
      await same.add(0, submissions);
      await batches.seal(batch.id, [], await same.found());

      const chance = seededChance(2);
      const start = (): Running => startProgram(['worker'], { ...environment('none'), DATABASE_URL: databaseUrl });
      const workers = [start(), start()];
      for (const moment of moments(2)) {
        await until(async () => (await batches.progress(batch.id)).counts.graded >= moment);
        const victim = chance() < 0.5 ? 0 : 1;
        await workers[victim]?.kill();
        workers[victim] = start();
      }
      await until(async () => (await batches.find(batch.id))?.state === 'done');
      for (const worker of workers) {
        await until(() => worker.said().includes('at work'));
        worker.stop();
      }
      expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0]);

      const items = await batches.items(batch.id, { from: 0, limit: answers });
      expect(items.map(({ state }) => state)).toEqual(Array(answers).fill('graded'));
      expect((await store.grades.inForce({ limit: 2 * answers })).items).toHaveLength(answers);
      expectPaidOnce();

      const args = ['grade', '--in', sheet(), '--out', path('undisturbed.jsonl')];
      const undisturbed = await runGrader(args, { env: { ...environment('other'), GRADER_CONCURRENCY: '64' } });
      expect(undisturbed.code, undisturbed.err).toBe(0);
      const expected = essences(path('undisturbed.jsonl')).map((grade) => {
        const { answer_id: _, origin: __, ...rest } = grade as { answer_id: string; origin: object };
        return rest;
      });
      expect(items.map(({ grade }) => essence(grade ?? {}))).toEqual(expected);
    } finally {
      await server.stop();
    }
  });
});

function countGrades(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    return Number(database.prepare('SELECT count(*) AS grades FROM grades').get()?.grades);
  } catch {
    // The tables are being made.
    return 0;
  } finally {
    database.close();
  }
}
