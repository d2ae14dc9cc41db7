import { describe, expect, it } from 'vitest';
import type { ClaimedItem, ItemOutcome } from '../../../src/core/batch.ts';
import { CostLimitReached, StoreUnavailable } from '../../../src/core/errors.ts';
import type { Submission } from '../../../src/core/submission.ts';
import { createGrader } from '../../../src/grading/answer/grade-answer.ts';
import { runBatch } from '../../../src/grading/batches/run-batch.ts';
import { type TakingUp, takeUp } from '../../../src/grading/batches/take-up.ts';
import { workOnBatches } from '../../../src/grading/batches/work-on-batches.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { sample } from '../../store/sample.ts';
import { storesOf } from '../../store/stores.ts';

const { open } = storesOf('sqlite');

function submissions(count: number): Submission[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `a${index}`,
    candidate: null,
    question: 'pos-overcharge',
    answer: `第${index}份作答：实在抱歉，换谁都着急，我马上核对小票。`,
    origin: null,
  }));
}

async function batchOf(store: Store, answers: readonly Submission[], engine: 'heuristic' | 'hybrid' = 'heuristic') {
  const { batches } = store;
  const { batch } = await batches.open({ engine, lang: 'zh', judge: null, name: 'n', fingerprint: `${Math.random()}` });
  await batches.add(batch.id, 0, answers);
  await batches.seal(batch.id, []);
  return batch;
}

let made = 0;
function graded(): ItemOutcome {
  const { grade, wording } = sample(`grade ${made++}`);
  return { grade, wording };
}

/** Takes up one batch with a grader made for the test, until nothing waits. */
function taking(store: Store, batch: string, over: Partial<TakingUp>): TakingUp {
  return {
    queue: store.queue,
    wanted: { batch },
    grade: async () => graded(),
    pace: { begun: 4, inHand: 12 },
    stop: new AbortController().signal,
    idle: async () => false,
    ...over,
  };
}

const counts = async (store: Store, batch: string) => (await store.batches.progress(batch)).counts;
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('taking up items', () => {
  it('grades each once, in the order of the input, no more at the same time than was said', async () => {
    const store = await open();
    const { id } = await batchOf(store, submissions(100));
    const begun: number[] = [];
    let [running, most, written] = [0, 0, 0];
    const limit = await takeUp(
      taking(store, id, {
        grade: async ({ position }) => {
          begun.push(position);
          most = Math.max(most, ++running);
          await turn();
          running--;
          return graded();
        },
        onWritten: (items) => {
          written += items;
        },
      }),
    );
    expect(limit).toBeUndefined();
    expect(begun).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect({ most, written }).toEqual({ most: 4, written: 100 });
    expect((await store.batches.find(id))?.state).toBe('done');
  });

  it('stopped, finishes what was begun and gives back what was not', async () => {
    const store = await open();
    const { id } = await batchOf(store, submissions(100));
    const stopping = new AbortController();
    let calls = 0;
    await takeUp(
      taking(store, id, {
        stop: stopping.signal,
        grade: async () => {
          if (++calls === 10) stopping.abort();
          await turn();
          return graded();
        },
      }),
    );
    expect(calls).toBeLessThan(20);
    expect(await counts(store, id)).toMatchObject({ graded: calls, waiting: 100 - calls, running: 0 });
  });

  it('ends when the money is spent: what was paid for is written, the rest waits', async () => {
    const store = await open();
    const { id } = await batchOf(store, submissions(50));
    let paid = 0;
    const spent = new CostLimitReached('the cost limit of 1 CNY is reached');
    const limit = await takeUp(
      taking(store, id, {
        grade: async () => {
          await turn();
          if (paid === 7) throw spent;
          paid++;
          return graded();
        },
      }),
    );
    expect(limit).toBe(spent);
    expect(await counts(store, id)).toMatchObject({ graded: 7, waiting: 43, running: 0 });
  });

  it('hands on what the store throws, and has given back what it held', async () => {
    const store = await open();
    const { id } = await batchOf(store, submissions(50));
    const queue = { ...store.queue, complete: () => Promise.reject(new Error('the disk is full')) };
    await expect(takeUp(taking(store, id, { queue }))).rejects.toThrow('the disk is full');
    expect(await counts(store, id)).toMatchObject({ waiting: 50, running: 0 });
  });
});

describe('work on batches', () => {
  const catalogue = openCatalogue('rubrics');
  const grader = createGrader({ catalogue, version: 'test' });
  const none = (): never => {
    throw new Error('nothing goes wrong here');
  };
  const parts = (store: Store) => ({
    ...{ grader, queue: store.queue, batches: store.batches, concurrency: 4, wordingOf: () => 'sha256:w' },
    ...{ onFault: none, onError: none, judges: { heuristic: 'rules', hybrid: 'none' } },
  });

  it('leaves an answer ungraded for the reason given, and grades the rest', async () => {
    const store = await open();
    const answers = submissions(3);
    const faulty = answers.map((one, index) => (index === 1 ? { ...one, question: 'pos-overchrge' } : one));
    const batch = await batchOf(store, [...faulty, { ...(answers[0] as Submission), answer: '' }]);
    const faults: ClaimedItem[] = [];
    const breaking = {
      ...grader,
      grade: (request: Parameters<typeof grader.grade>[0]) => {
        if (request.answer.startsWith('第2')) throw new TypeError('x is not a function');
        return grader.grade(request);
      },
    };
    await runBatch(batch, {
      ...parts(store),
      grader: breaking,
      stop: new AbortController().signal,
      onFault: (item) => faults.push(item),
    });
    const items = await store.batches.items(batch.id, { from: 0, limit: 10 });
    expect(items.map(({ state, reason }) => [state, reason])).toEqual([
      ['graded', null],
      ['ungraded', 'there is no question "pos-overchrge"; did you mean pos-overcharge?'],
      ['ungraded', 'the grader failed: x is not a function'],
      ['insufficient', null],
    ]);
    expect(faults.map(({ position }) => position)).toEqual([2]);
  });

  it('concludes nothing from a store that is away: the answer is taken up again', async () => {
    const store = await open();
    const batch = await batchOf(store, submissions(3));
    let away = true;
    const shaky = {
      ...grader,
      grade: (request: Parameters<typeof grader.grade>[0]) => {
        if (!away) return grader.grade(request);
        away = false;
        throw new StoreUnavailable('the kept replies cannot be reached');
      },
    };
    const said: unknown[] = [];
    const work = workOnBatches({ ...parts(store), grader: shaky, onError: (error) => said.push(error) });
    await expect.poll(async () => (await store.batches.find(batch.id))?.state).toBe('done');
    await work.stop();
    expect(said).toHaveLength(1);
    expect(await counts(store, batch.id)).toMatchObject({ graded: 3, ungraded: 0 });
  });

  it('takes up batches of both engines until nothing waits, and lets others have their turn', async () => {
    const store = await open();
    const [rules, model] = [await batchOf(store, submissions(300)), await batchOf(store, submissions(20), 'hybrid')];
    let turns = 0;
    const count = setInterval(() => turns++, 0);
    await workOnBatches({ ...parts(store), untilEmpty: true }).ended;
    clearInterval(count);
    for (const { id } of [rules, model]) expect((await store.batches.find(id))?.state).toBe('done');
    expect(await store.batches.progress(model.id)).toMatchObject({ fellBack: 20, toReview: 20 });
    expect(turns).toBeGreaterThan(3);
  });

  it('hears of a batch that is added, and ends when it is stopped', async () => {
    const store = await open();
    const work = workOnBatches(parts(store));
    const batch = await batchOf(store, submissions(2));
    work.wake();
    await expect.poll(async () => (await store.batches.find(batch.id))?.state).toBe('done');
    await work.stop();
    await work.ended;
  });

  it('tells what went wrong with the store, and goes on', async () => {
    const store = await open();
    const batch = await batchOf(store, submissions(2));
    const said: unknown[] = [];
    let broken = true;
    const queue: Store['queue'] = {
      ...store.queue,
      claim: (...query) => {
        if (!broken) return store.queue.claim(...query);
        broken = false;
        return Promise.reject(new Error('the connection is gone'));
      },
    };
    const work = workOnBatches({
      ...parts(store),
      queue,
      judges: { heuristic: 'rules' },
      onError: (error) => said.push(error),
    });
    await expect.poll(async () => (await store.batches.find(batch.id))?.state).toBe('done');
    await work.stop();
    expect(said).toEqual([new Error('the connection is gone')]);
  });
});
