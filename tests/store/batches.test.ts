import { describe, expect, it } from 'vitest';
import type { ClaimedItem, ItemOutcome } from '../../src/core/batch.ts';
import { InvalidInput, NotFound } from '../../src/core/errors.ts';
import type { ReviewReason } from '../../src/core/review.ts';
import type { Submission } from '../../src/core/submission.ts';
import type { Store } from '../../src/store/open-store.ts';
import { sample } from './sample.ts';
import { dialects, storesOf } from './stores.ts';

const settings = { engine: 'heuristic', lang: 'zh', judge: null } as const;
const anyBatch = { engine: 'heuristic', judge: 'rules' } as const;

function submissions(count: number, from = 0): Submission[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `a${from + index}`,
    candidate: `候选人${(from + index) % 3}`,
    question: 'cracked-phone-case',
    answer: `第${from + index}份作答：非常抱歉，我马上为您补发。`,
    origin: { file: '答卷.xlsx', row: from + index + 2 },
  }));
}

/** A sealed batch of so many answers. */
async function batchOf(
  store: Store,
  count: number,
  over: { name?: string; judge?: string | null } = {},
): Promise<string> {
  const { name = 'one', judge = null } = over;
  const { batch } = await store.batches.open({ ...settings, judge, name, fingerprint: `print of ${name}` });
  await store.batches.add(batch.id, 0, submissions(count));
  await store.batches.seal(batch.id, []);
  return batch.id;
}

let made = 0;
function graded(reasons: readonly ReviewReason[] = []): ItemOutcome {
  const { grade, wording } = sample(`grade ${made++}`, { reasons });
  return { grade, wording };
}

const outcomes = (items: readonly ClaimedItem[], outcome: () => ItemOutcome = graded) =>
  items.map((item) => ({ item, outcome: outcome() }));
const positions = (items: readonly { position: number }[]): number[] => items.map(({ position }) => position);
const allOf = (store: Store, batch: string) => store.batches.items(batch, { from: 0, limit: 1_000 });

type Stores = ReturnType<typeof storesOf>;

/**
 * Opens one place several times, as several processes would. Within one process two handles on a file of SQLite would wait for
 * each other for ever: there it is one, used by several at once.
 */
function openSeveral(dialect: (typeof dialects)[number], open: Stores['open'], place: Stores['place']) {
  return async (count: number): Promise<[Store, Store, ...Store[]]> => {
    const at = await place();
    const first = await open(at);
    const next = async () => (dialect === 'sqlite' ? first : await open(at));
    const others: Store[] = [];
    while (others.length < count - 2) others.push(await next());
    return [first, await next(), ...others];
  };
}

describe.each(dialects)('batches on %s', (dialect) => {
  const { open, place } = storesOf(dialect);
  const several = openSeveral(dialect, open, place);

  it('are found again by what was sent, until they are cancelled or another is wanted', async () => {
    const { batches } = await open();
    const request = { ...settings, name: '三月面试', fingerprint: 'sha256:a' };
    const first = await batches.open(request);
    expect(first).toMatchObject({
      known: false,
      batch: { name: '三月面试', state: 'filling', faults: [], endedAt: null },
    });
    expect(await batches.open(request)).toEqual({ ...first, known: true });
    expect((await batches.open({ ...request, fingerprint: 'sha256:b' })).known).toBe(false);
    const anew = await batches.open({ ...request, anew: true });
    expect(anew.known).toBe(false);
    expect((await batches.open(request)).batch.id).toBe(anew.batch.id);
    await batches.cancel(anew.batch.id);
    expect((await batches.open(request)).known).toBe(false);
  });

  it('of two processes that send the same at once are one', async () => {
    const stores = await several(2);
    const request = { ...settings, name: 'twice', fingerprint: 'sha256:twice' };
    const opened = await Promise.all(stores.flatMap(({ batches }) => [batches.open(request), batches.open(request)]));
    expect(new Set(opened.map(({ batch }) => batch.id)).size).toBe(1);
    expect(opened.filter(({ known }) => !known)).toHaveLength(1);
    const id = opened[0]?.batch.id ?? '';
    await Promise.all(stores.map(({ batches }) => batches.add(id, 0, submissions(700))));
    expect((await stores[0]?.batches.progress(id))?.total).toBe(700);
  });

  it('give items in the order of the input, with the submission as it was sent', async () => {
    const { batches } = await open();
    const { batch } = await batches.open({ ...settings, name: 'order', fingerprint: 'order' });
    const [first, second, third] = [submissions(3), submissions(2, 3), submissions(2, 2)];
    await batches.add(batch.id, 0, first);
    await batches.add(batch.id, 3, second);
    // Sent again, it stays as it was.
    await batches.add(
      batch.id,
      2,
      third.map((one) => ({ ...one, answer: 'other' })),
    );
    const items = await batches.items(batch.id, { from: 1, limit: 3 });
    expect(positions(items)).toEqual([1, 2, 3]);
    expect(items.map(({ submission }) => submission)).toEqual([...first.slice(1), second[0]]);
    expect(items[0]).toMatchObject({ batch: batch.id, state: 'waiting', reason: null, grade: null });
  });

  it('with nothing in them are done when they are sealed, and keep what could not be taken', async () => {
    const { batches } = await open();
    const { batch } = await batches.open({ ...settings, name: 'none', fingerprint: 'none' });
    const faults = [{ file: '答卷.csv', field: 'question', message: 'is missing', line: 7 }];
    await batches.seal(batch.id, faults);
    const found = await batches.find(batch.id);
    expect(found).toMatchObject({ state: 'done', faults, endedAt: expect.any(String) });
    expect(await batches.progress(batch.id)).toMatchObject({ total: 0, toReview: 0, fellBack: 0, cost: {} });
  });

  it('end with their last item, however many end it together', async () => {
    const [one, other] = await several(2);
    const id = await batchOf(one, 40);
    const claims = await Promise.all([one.queue.claim({ batch: id }, 20), other.queue.claim({ batch: id }, 20)]);
    expect(claims.map((items) => items.length)).toEqual([20, 20]);
    expect((await one.batches.progress(id)).counts).toMatchObject({ running: 40 });
    await Promise.all([one.queue.complete(outcomes(claims[0])), other.queue.complete(outcomes(claims[1]))]);
    expect(await one.batches.find(id)).toMatchObject({ state: 'done', endedAt: expect.any(String) });
    expect((await one.batches.progress(id)).counts).toMatchObject({ graded: 40, running: 0 });
  });

  it('do not end while answers are still being added', async () => {
    const { batches, queue } = await open();
    const { batch } = await batches.open({ ...settings, name: 'filling', fingerprint: 'filling' });
    await batches.add(batch.id, 0, submissions(2));
    await queue.complete(outcomes(await queue.claim(anyBatch, 10)));
    expect((await batches.find(batch.id))?.state).toBe('filling');
    await batches.seal(batch.id, []);
    expect((await batches.find(batch.id))?.state).toBe('done');
  });

  it('count what ended how, what asks for a person, and what it cost', async () => {
    const store = await open();
    const id = await batchOf(store, 5);
    const items = await store.queue.claim(anyBatch, 4);
    const costly = graded(['undecided', 'llm_unavailable']);
    const cost = (amount: number, currency: string): ItemOutcome => {
      const outcome = graded();
      return 'grade' in outcome ? { ...outcome, grade: { ...outcome.grade, cost: { amount, currency } } } : outcome;
    };
    const results = [costly, cost(0.25, 'CNY'), cost(0.5, 'CNY'), { ungraded: 'it broke\0' }];
    await store.queue.complete(
      items.flatMap((item, index) => (results[index] ? [{ item, outcome: results[index] }] : [])),
    );
    expect(await store.batches.progress(id)).toEqual({
      total: 5,
      counts: { waiting: 1, running: 0, graded: 3, insufficient: 0, ungraded: 1, cancelled: 0 },
      toReview: 1,
      fellBack: 1,
      cost: { CNY: 0.75 },
    });
    expect((await allOf(store, id))[3]).toMatchObject({ state: 'ungraded', reason: 'it broke\uFFFD', grade: null });
  });

  it('cancelled, lose nothing that was graded and take no more', async () => {
    const store = await open();
    const id = await batchOf(store, 6);
    const [first = [], second = []] = [await store.queue.claim(anyBatch, 2), await store.queue.claim(anyBatch, 2)];
    await store.queue.complete(outcomes(first));
    await store.batches.cancel(id);
    await store.queue.complete(outcomes(second));
    expect(await store.queue.claim({ batch: id }, 10)).toEqual([]);
    expect(await store.batches.find(id)).toMatchObject({ state: 'cancelled', endedAt: expect.any(String) });
    expect((await store.batches.progress(id)).counts).toMatchObject({
      graded: 2,
      cancelled: 4,
      running: 0,
      waiting: 0,
    });
    await expect(store.batches.add(id, 6, submissions(1))).rejects.toThrow(InvalidInput);
  });

  it('retried, take up again what was not graded by whom it was to be', async () => {
    const store = await open();
    const id = await batchOf(store, 4);
    const items = await store.queue.claim(anyBatch, 4);
    const results: ItemOutcome[] = [
      graded(),
      graded(['llm_unavailable']),
      { ungraded: 'broken' },
      graded(['undecided']),
    ];
    await store.queue.complete(items.map((item, index) => ({ item, outcome: results[index] ?? graded() })));
    expect((await store.batches.find(id))?.state).toBe('done');
    expect(await store.batches.retry(id)).toBe(2);
    expect(await store.batches.find(id)).toMatchObject({ state: 'running', endedAt: null });
    const again = await store.queue.claim(anyBatch, 10);
    expect(positions(again)).toEqual([1, 2]);
    await store.queue.complete(outcomes(again));
    expect(await store.batches.find(id)).toMatchObject({ state: 'done' });
    const ended = await allOf(store, id);
    expect(ended.map(({ state }) => state)).toEqual(['graded', 'graded', 'graded', 'graded']);
    const old = results[1];
    const replaced = old !== undefined && 'grade' in old ? await store.grades.find(old.grade.id) : undefined;
    expect(replaced?.replacedBy).toBe(ended[1]?.grade?.id);
    expect(await store.batches.retry(id)).toBe(0);
    expect((await store.batches.find(id))?.state).toBe('done');
  });

  it('retried after they were cancelled, run again', async () => {
    const store = await open();
    const id = await batchOf(store, 3);
    await store.batches.cancel(id);
    expect(await store.batches.retry(id)).toBe(3);
    await store.queue.complete(outcomes(await store.queue.claim({ batch: id }, 10)));
    expect((await store.batches.find(id))?.state).toBe('done');
  });

  it('removed, leave nothing behind', async () => {
    const store = await open();
    const id = await batchOf(store, 3);
    await store.queue.complete(outcomes(await store.queue.claim(anyBatch, 2)));
    await store.batches.remove(id);
    expect(await store.batches.find(id)).toBeUndefined();
    expect(await store.queue.claim({ batch: id }, 10)).toEqual([]);
    expect((await store.grades.inForce({ limit: 10 })).items).toEqual([]);
    await expect(store.batches.add(id, 0, submissions(1))).rejects.toThrow(NotFound);
  });

  it('are listed, the latest first', async () => {
    const store = await open();
    const ids = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.unshift(await batchOf(store, 0, { name }));
    const first = await store.batches.list({ limit: 3 });
    expect(first.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect((await store.batches.list({ limit: 3, after: first[2]?.id ?? '' })).map(({ id }) => id)).toEqual(
      ids.slice(3),
    );
    await expect(store.batches.list({ limit: 3, after: 'nothing' })).rejects.toThrow(NotFound);
  });
});

describe.each(dialects)('the queue on %s', (dialect) => {
  const { open, place } = storesOf(dialect);
  const several = openSeveral(dialect, open, place);

  it('gives every item to one only, whoever asks', async () => {
    const stores = await several(3);
    const id = await batchOf(stores[0], 300);
    const claims = await Promise.all(
      stores.flatMap(({ queue }) => [0, 1, 2, 3].map(() => queue.claim({ batch: id }, 25))),
    );
    const all = positions(claims.flat()).sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 300 }, (_, index) => index));
  });

  it('gives an item with what it takes to grade it', async () => {
    const store = await open();
    const id = await batchOf(store, 1);
    const [item] = await store.queue.claim(anyBatch, 5);
    expect(item).toMatchObject({
      batch: id,
      position: 0,
      engine: 'heuristic',
      lang: 'zh',
      submission: submissions(1)[0],
    });
    expect(await store.queue.claim(anyBatch, 5)).toEqual([]);
  });

  it('gives items of a batch that is for a certain judge to that one only, or to who names it', async () => {
    const store = await open();
    const id = await batchOf(store, 3, { judge: 'the other' });
    expect(await store.queue.claim(anyBatch, 1)).toEqual([]);
    expect(await store.queue.claim({ engine: 'hybrid', judge: 'the other' }, 1)).toEqual([]);
    expect(await store.queue.claim({ engine: 'heuristic', judge: 'the other' }, 1)).toHaveLength(1);
    expect(await store.queue.claim({ batch: id }, 1)).toHaveLength(1);
  });

  it('takes batches in turn, so that a large one does not hold up a small one', async () => {
    const store = await open();
    const large = await batchOf(store, 50, { name: 'large' });
    const small = await batchOf(store, 5, { name: 'small' });
    const claims = [await store.queue.claim(anyBatch, 5), await store.queue.claim(anyBatch, 5)];
    expect(new Set(claims.flat().map(({ batch }) => batch))).toEqual(new Set([large, small]));
  });

  it('writes the first outcome of an item and no second', async () => {
    const store = await open();
    const id = await batchOf(store, 2);
    const items = await store.queue.claim(anyBatch, 2);
    await store.queue.complete(outcomes(items));
    const first = await allOf(store, id);
    await store.queue.complete(outcomes(items));
    await store.queue.complete(outcomes(items, () => ({ ungraded: 'too late' })));
    expect(await allOf(store, id)).toEqual(first);
    expect((await store.grades.inForce({ limit: 10 })).items).toHaveLength(2);
  });

  it('of two who write the same item at once keeps one grade', async () => {
    const [one, other] = await several(2);
    const id = await batchOf(one, 30);
    const items = await one.queue.claim(anyBatch, 30);
    await Promise.all([one.queue.complete(outcomes(items)), other.queue.complete(outcomes(items))]);
    expect((await one.grades.inForce({ limit: 100 })).items).toHaveLength(30);
    expect((await one.batches.progress(id)).counts).toMatchObject({ graded: 30 });
  });

  it('gives what was given back to the next who asks', async () => {
    const store = await open();
    await batchOf(store, 10);
    const items = await store.queue.claim(anyBatch, 10);
    await store.queue.complete(outcomes(items.slice(0, 3)));
    await store.queue.release(items);
    expect(positions(await store.queue.claim(anyBatch, 10)).sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    await store.queue.release([]);
  });

  it('gives up an item on which its grader broke off ten times, and none of its neighbours', async () => {
    const at = await place();
    const watching = await open(at);
    const id = await batchOf(watching, 12);
    // A grader that breaks off at item 3 as a process does that is killed: what it had claimed it neither completes nor gives back.
    for (let life = 0; life < 40; life++) {
      const store = await open(at);
      for (;;) {
        const items = await store.queue.claim({ batch: id }, 8);
        const fine = items.filter(({ position }) => position < 3 || !positions(items).includes(3));
        if (items.length === 0) break;
        await store.queue.complete(outcomes(fine));
        if (positions(items).includes(3)) break;
      }
      await store.close();
      if ((await watching.batches.find(id))?.state === 'done') break;
    }
    const ended = await allOf(watching, id);
    expect(ended.map(({ state }) => state)).toEqual(
      Array.from({ length: 12 }, (_, index) => (index === 3 ? 'ungraded' : 'graded')),
    );
    expect(ended[3]?.reason).toMatch(/broke off 10 times/);
  });
});
