import { describe, expect, it } from 'vitest';
import { readBatch } from '../../../src/grading/scorecards/read-batch.ts';
import type { ResultRow } from '../../../src/grading/scorecards/result-row.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { decisionOn, sample } from '../../store/sample.ts';
import { storesOf } from '../../store/stores.ts';

const { open } = storesOf('sqlite');

async function batchOf(store: Store, answers: number): Promise<string> {
  const { batch } = await store.batches.open({
    engine: 'heuristic',
    lang: 'zh',
    judge: null,
    name: '一',
    fingerprint: '一',
  });
  const submissions = Array.from({ length: answers }, (_, index) => ({
    id: `a${index}`,
    candidate: `候选人${index % 7}`,
    question: 'cracked-phone-case',
    answer: `第${index}份作答：非常抱歉，我马上为您补发。`,
    origin: null,
  }));
  await store.batches.add(batch.id, 0, submissions);
  await store.batches.seal(batch.id, []);
  return batch.id;
}

async function rowsOf(store: Store, batch: string): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  for await (const row of readBatch(store, batch)()) rows.push(row);
  return rows;
}

describe('the results of a kept batch', () => {
  it('come in the order of the input over many pages, graded or not', async () => {
    const store = await open();
    const batch = await batchOf(store, 1100);
    const items = await store.queue.claim({ batch }, 3);
    await store.queue.complete(
      items.map((item) => {
        if (item.position === 2) return { item, outcome: { ungraded: '模型没有回应' } };
        const { grade, wording } = sample(`g${item.position}`);
        return { item, outcome: { grade, wording } };
      }),
    );
    const rows = await rowsOf(store, batch);
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 1100 }, (_, index) => index));
    expect(
      rows.slice(0, 4).map(({ state, reason, grade, settled }) => [state, reason, grade?.id, settled?.by]),
    ).toEqual([
      ['graded', null, 'g0', undefined],
      ['graded', null, 'g1', undefined],
      ['ungraded', '模型没有回应', undefined, undefined],
      ['waiting', null, undefined, undefined],
    ]);
  });

  it('say what a rater decided', async () => {
    const store = await open();
    const batch = await batchOf(store, 1);
    const { grade, wording } = sample('g0');
    const items = await store.queue.claim({ batch }, 1);
    await store.queue.complete(items.map((item) => ({ item, outcome: { grade, wording } })));
    await store.grades.decide(decisionOn('g0'));
    const [row] = await rowsOf(store, batch);
    expect(row?.settled).toMatchObject({ by: 'rater', score: 0, verdicts: { empathy: 'missed' } });
    expect(row?.grade?.percent).toBe(100);
  });

  it('come once each where answers of a candidate were deleted', async () => {
    const store = await open();
    const batch = await batchOf(store, 700);
    await store.grades.erase('候选人3');
    const positions = (await rowsOf(store, batch)).map(({ position }) => position);
    // Every seventh of 700 answers was theirs.
    expect(positions).toHaveLength(600);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.some((position) => position % 7 === 3)).toBe(false);
  });

  it('of an unknown batch are none', async () => {
    expect(await rowsOf(await open(), 'nobody')).toEqual([]);
  });
});
