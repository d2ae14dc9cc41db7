import { describe, expect, it } from 'vitest';
import type { Alike } from '../../src/core/alike.ts';
import type { ClaimedItem } from '../../src/core/batch.ts';
import type { ReviewReason } from '../../src/core/review.ts';
import type { Store } from '../../src/store/open-store.ts';
import { appealAgainst, decisionOn, sample } from './sample.ts';
import { dialects, storesOf } from './stores.ts';

const same = 'same_as_another_answer';
const group = (...positions: number[]): Map<number, Alike> => {
  const first = positions[0] ?? 0;
  return new Map(positions.map((position) => [position, { first, likeness: position === first ? 1 : 0.75 }]));
};

/** A sealed batch of four answers, of candidates 0 to 3, the first of which stands there before it is sealed. */
async function batchOf({ batches }: Store, alike: ReadonlyMap<number, Alike>): Promise<string> {
  const { batch } = await batches.open({ engine: 'heuristic', lang: 'zh', judge: null, name: 'b', fingerprint: 'f' });
  const submissions = [0, 1, 2, 3].map((index) => ({
    ...{ id: `a${index}`, candidate: `候选人${index}`, question: 'cracked-phone-case', answer: '作答', origin: null },
  }));
  await batches.add(batch.id, 0, submissions);
  await batches.seal(batch.id, [], alike);
  return batch.id;
}

/** Grades what waits in a batch; the grade at position 1 is called `prefix1`. */
async function gradeAll({ queue }: Store, batch: string, prefix = 'g', reasons: readonly ReviewReason[] = []) {
  const items = await queue.claim({ batch }, 10);
  const outcomeOf = ({ position }: ClaimedItem) => {
    const { grade, wording } = sample(`${prefix}${position}`, { reasons });
    return { grade, wording };
  };
  await queue.complete(items.map((item) => ({ item, outcome: outcomeOf(item) })));
}

const queued = async ({ grades }: Store, more: { reason?: ReviewReason; batch?: string; decided?: boolean } = {}) =>
  (await grades.toReview({ limit: 10, ...more })).items.map(({ grade }) => grade.id);

const reasonsOf = async ({ grades }: Store, id: string) => (await grades.find(id))?.grade.review;

describe.each(dialects)('near-identical answers on %s', (dialect) => {
  const { open } = storesOf(dialect);

  it('are a reason for review wherever their grades are shown', async () => {
    const store = await open();
    const batch = await batchOf(store, group(1, 3));
    await gradeAll(store, batch, 'g', ['very_short']);
    expect(await reasonsOf(store, 'g0')).toEqual({ needed: true, reasons: ['very_short'] });
    expect(await reasonsOf(store, 'g3')).toEqual({ needed: true, reasons: [same, 'very_short'] });
    const items = await store.batches.items(batch, { from: 0, limit: 10 });
    expect(items.map(({ grade }) => grade?.review.reasons.includes(same))).toEqual([false, true, false, true]);
    expect(items.map(({ alike }) => alike)).toEqual([
      null,
      { first: 1, likeness: 1 },
      null,
      { first: 1, likeness: 0.75 },
    ]);
    const inForce = await store.grades.inForce({ batch, limit: 10 });
    expect(inForce.items.map(({ grade }) => grade.review.reasons.includes(same))).toEqual([false, true, false, true]);
  });

  it('stand in the review queue and are counted, until somebody has decided', async () => {
    const store = await open();
    const batch = await batchOf(store, group(0, 2));
    const toReview = async () => (await store.batches.progress(batch)).toReview;
    expect(await toReview(), 'nothing is graded yet').toBe(0);
    await gradeAll(store, batch);
    await store.grades.keep(sample('elsewhere', { reasons: ['undecided'] }));
    expect(await toReview()).toBe(2);
    expect(await queued(store)).toEqual(['g0', 'g2', 'elsewhere']);
    expect(await queued(store, { reason: same })).toEqual(['g0', 'g2']);
    expect(await queued(store, { reason: 'undecided' })).toEqual(['elsewhere']);
    expect(await queued(store, { reason: same, batch: 'another' })).toEqual([]);
    expect(await queued(store, { batch })).toEqual(['g0', 'g2']);
    await store.grades.decide(decisionOn('g0'));
    expect(await toReview()).toBe(1);
    expect(await queued(store, { batch })).toEqual(['g2']);
    expect(await queued(store, { batch, decided: true })).toEqual(['g0', 'g2']);
    await store.grades.appeal(appealAgainst('g0'));
    expect(await toReview()).toBe(2);
    expect(await queued(store, { reason: same })).toEqual(['g0', 'g2']);
  });

  it('come in the queue page by page among the others, the oldest first', async () => {
    const store = await open();
    await store.grades.keep(sample('first', { reasons: ['undecided'] }));
    await gradeAll(store, await batchOf(store, group(0, 1, 2)));
    await store.grades.keep(sample('last', { reasons: ['undecided'] }));
    const pages: string[][] = [];
    let after: string | null | undefined;
    while (after !== null) {
      const page = await store.grades.toReview({ limit: 2, ...(after === undefined ? {} : { after }) });
      pages.push(page.items.map(({ grade }) => grade.id));
      after = page.next;
    }
    expect(pages).toEqual([['first', 'g0'], ['g1', 'g2'], ['last']]);
  });

  it('are counted once when there are other reasons as well', async () => {
    const store = await open();
    const batch = await batchOf(store, group(0, 2));
    await gradeAll(store, batch, 'g', ['very_short']);
    expect((await store.batches.progress(batch)).toReview).toBe(4);
    expect(await queued(store)).toEqual(['g0', 'g1', 'g2', 'g3']);
  });

  it('hold for the grade that takes the place of another, by a retry or by new rubrics', async () => {
    const store = await open();
    const batch = await batchOf(store, group(0, 1));
    await gradeAll(store, batch, 'g', ['llm_unavailable']);
    expect(await store.batches.retry(batch)).toBe(4);
    expect((await store.batches.progress(batch)).toReview, 'while they wait').toBe(0);
    await gradeAll(store, batch, 'again');
    expect(await queued(store)).toEqual(['again0', 'again1']);
    const old = await store.grades.find('again1');
    if (old === undefined) throw new Error('again1');
    await store.grades.keep({ ...sample('anew'), answer: old.answer, replaces: 'again1' });
    expect(await reasonsOf(store, 'anew')).toEqual({ needed: true, reasons: [same] });
    expect((await store.batches.progress(batch)).toReview).toBe(2);
  });

  it('stay what they are when a batch is sealed a second time', async () => {
    const store = await open();
    const batch = await batchOf(store, group(0, 1));
    await store.batches.seal(batch, [], group(0, 1));
    await gradeAll(store, batch);
    expect(await queued(store)).toEqual(['g0', 'g1']);
  });

  it('are none any more when one person is left of a group', async () => {
    const store = await open();
    const batch = await batchOf(store, group(0, 1, 2));
    await gradeAll(store, batch);
    await store.grades.erase('候选人0');
    expect(await queued(store), 'two are left').toEqual(['g1', 'g2']);
    await store.grades.erase('候选人2');
    expect(await queued(store)).toEqual([]);
    expect(await reasonsOf(store, 'g1')).toEqual({ needed: false, reasons: [] });
    expect((await store.batches.progress(batch)).toReview).toBe(0);
  });

  it('of candidates who were deleted before the batch was sealed are left out', async () => {
    const store = await open();
    const { batches } = store;
    const { batch } = await batches.open({ engine: 'heuristic', lang: 'zh', judge: null, name: 'b', fingerprint: 'f' });
    const answer = { question: 'cracked-phone-case', answer: '作答', origin: null };
    await batches.add(batch.id, 0, [
      { id: 'a', candidate: '张三', ...answer },
      { id: 'b', candidate: '李四', ...answer },
    ]);
    await store.grades.erase('张三');
    await batches.seal(batch.id, [], group(0, 1));
    await gradeAll(store, batch.id);
    expect(await reasonsOf(store, 'g1')).toEqual({ needed: false, reasons: [] });
  });

  it('go with their batch', async () => {
    const store = await open();
    await store.batches.remove(await batchOf(store, group(0, 1)));
    expect(await store.database.selectFrom('alike').selectAll().execute()).toEqual([]);
  });
});
