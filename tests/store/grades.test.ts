import { describe, expect, it } from 'vitest';
import { InvalidInput, NotFound } from '../../src/core/errors.ts';
import type { KeptGrade, Page } from '../../src/core/kept-grade.ts';
import { makeBatch } from './batch-rows.ts';
import { appealAgainst, at, decisionOn, sample } from './sample.ts';
import { dialects, storesOf } from './stores.ts';

const ids = ({ items }: Page<KeptGrade>): string[] => items.map(({ grade }) => grade.id);

describe.each(dialects)('the grades of a store on %s', (dialect) => {
  const { open, place } = storesOf(dialect);

  it('are found again as they were kept', async () => {
    const { grades } = await open();
    const kept = sample('one', {
      answer: { candidate: '张三', origin: { file: '面试.docx', turns: [{ turn: 4, start: 0, end: 19 }] } },
      reasons: ['very_short', 'undecided'],
    });
    await grades.keep(kept);
    expect(await grades.find('one')).toEqual({
      answer: kept.answer,
      grade: kept.grade,
      createdAt: kept.createdAt,
      wording: kept.wording,
      replacedBy: null,
      decisions: [],
      appeals: [],
      rescoring: null,
    });
    expect(await grades.find('another')).toBeUndefined();
  });

  it('are there after the store was closed and opened again', async () => {
    const at = await place();
    const first = await open(at);
    const kept = Array.from({ length: 30 }, (_, index) => first.grades.keep(sample(`grade ${index}`)));
    await first.close();
    await Promise.all(kept);
    const { grades } = await open(at);
    expect(ids(await grades.inForce({ limit: 100 }))).toHaveLength(30);
  });

  it('hold text that is no text, with every offset where it was', async () => {
    const { grades } = await open();
    const kept = sample('odd', { answer: { answer: 'a\0b\uD83D c\\u0000 😀' } });
    await grades.keep({ ...kept, grade: { ...kept.grade, summary: 'x\0\uDC00\\u0000' } });
    const found = await grades.find('odd');
    expect(found?.answer.answer).toBe('a\uFFFDb\uFFFD c\\u0000 😀');
    expect(found?.grade.summary).toBe('x\uFFFD\uFFFD\\u0000');
  });

  it('are not there under a name that is no text', async () => {
    const { grades, batches } = await open();
    expect(await grades.find('a\0')).toBeUndefined();
    expect(await batches.find('\0')).toBeUndefined();
    expect((await grades.toReview({ question: '\0', limit: 5 })).items).toEqual([]);
  });

  it('are refused one by one when one of those that arrive together cannot be kept', async () => {
    const { grades } = await open();
    const results = await Promise.allSettled([
      grades.keep(sample('a')),
      grades.keep(sample('b')),
      grades.keep(sample('b', { answer: { key: 'another answer' } })),
      grades.keep(sample('c', { replaces: 'nobody' })),
      grades.keep(sample('d')),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(results[3]).toMatchObject({ reason: expect.any(NotFound) });
    expect(ids(await grades.inForce({ limit: 10 }))).toEqual(['a', 'b', 'd']);
  });

  it('of one answer are one in force: a second needs to say that it replaces the first', async () => {
    const { grades } = await open();
    const { answer } = sample('first');
    await grades.keep(sample('first'));
    await expect(grades.keep(sample('second', { answer }))).rejects.toThrow();
    await grades.keep(sample('second', { answer, replaces: 'first' }));
    expect((await grades.find('first'))?.replacedBy).toBe('second');
    expect(ids(await grades.inForce({ limit: 10 }))).toEqual(['second']);
    await expect(grades.keep(sample('third', { answer, replaces: 'first' }))).rejects.toThrow(InvalidInput);
  });

  it('are listed as attempts of a candidate, the latest first, page by page', async () => {
    const { grades } = await open();
    const answer = { candidate: '李四' };
    for (const id of ['a', 'b', 'c', 'd', 'e']) await grades.keep(sample(id, { answer }));
    await grades.keep(sample('f', { answer: { ...answer, question: 'late-parcel' } }));
    await grades.keep(sample('g', { answer: { candidate: '王五' } }));
    await grades.keep(sample('b again', { answer: { ...answer, key: 'answer of b' }, replaces: 'b' }));
    const query = { candidate: '李四', question: 'cracked-phone-case', limit: 3 };
    const first = await grades.attempts(query);
    expect(ids(first)).toEqual(['e', 'd', 'c']);
    const second = await grades.attempts({ ...query, after: first.next ?? '' });
    expect(ids(second)).toEqual(['b again', 'a']);
    expect(second.next).toBeNull();
    expect(ids(await grades.attempts({ candidate: '李四', limit: 10 }))).toEqual(['f', 'e', 'd', 'c', 'b again', 'a']);
    expect(ids(await grades.attempts({ candidate: '无名氏', limit: 10 }))).toEqual([]);
    await expect(grades.attempts({ ...query, after: 'x' })).rejects.toThrow(InvalidInput);
  });

  it('wait for review with open appeals first, then the oldest, page by page', async () => {
    const { grades } = await open();
    for (const id of ['a', 'b', 'c', 'd', 'e']) await grades.keep(sample(id, { reasons: ['undecided'] }));
    for (const id of ['f', 'g']) await grades.keep(sample(id));
    await grades.appeal(appealAgainst('g'));
    await grades.appeal(appealAgainst('c'));
    await grades.appeal(appealAgainst('c', 'another'));
    const pages: string[][] = [];
    let after: string | null | undefined;
    while (after !== null) {
      const page = await grades.toReview({ limit: 2, ...(after === undefined ? {} : { after }) });
      pages.push(ids(page));
      after = page.next;
    }
    expect(pages).toEqual([
      ['c', 'g'],
      ['a', 'b'],
      ['d', 'e'],
    ]);
    expect(ids(await grades.toReview({ limit: 3 }))).toEqual(['c', 'g', 'a']);
    expect(ids(await grades.toReview({ limit: 9, appealed: true }))).toEqual(['c', 'g']);
  });

  it('leave the queue with a decision, which answers the appeals, and come back with a new appeal', async () => {
    const { grades } = await open();
    await grades.keep(sample('a', { reasons: ['very_short'] }));
    await grades.keep(sample('b', { reasons: ['very_short', 'undecided'] }));
    await grades.appeal(appealAgainst('a'));
    await grades.decide(decisionOn('a'));
    expect(ids(await grades.toReview({ limit: 9 }))).toEqual(['b']);
    expect(ids(await grades.toReview({ limit: 9, decided: true }))).toEqual(['a', 'b']);
    expect(ids(await grades.toReview({ limit: 9, reason: 'undecided', decided: true }))).toEqual(['b']);
    expect(ids(await grades.toReview({ limit: 9, question: 'late-parcel' }))).toEqual([]);
    const decided = await grades.find('a');
    expect(decided?.decisions).toEqual([decisionOn('a')]);
    expect(decided?.appeals).toEqual([{ ...appealAgainst('a'), answeredBy: 'decision on a' }]);
    await grades.appeal(appealAgainst('a', 'second'));
    expect(ids(await grades.toReview({ limit: 9 }))).toEqual(['a', 'b']);
    await grades.decide(decisionOn('a', 'last word'));
    expect((await grades.find('a'))?.decisions.map(({ id }) => id)).toEqual(['last word', 'decision on a']);
  });

  it('hand an open appeal on to the grade that replaces them, and take no more decisions', async () => {
    const { grades } = await open();
    const { answer } = sample('old');
    await grades.keep(sample('old'));
    await grades.appeal(appealAgainst('old'));
    await grades.keep(sample('new', { answer, replaces: 'old' }));
    expect(ids(await grades.toReview({ limit: 9 }))).toEqual(['new']);
    expect((await grades.find('new'))?.appeals).toEqual([{ ...appealAgainst('old'), grade: 'new' }]);
    await expect(grades.decide(decisionOn('old'))).rejects.toThrow(/was replaced by new/);
    await expect(grades.appeal(appealAgainst('old', 'late'))).rejects.toThrow(/was replaced by new/);
    await expect(grades.decide(decisionOn('nobody'))).rejects.toThrow(NotFound);
  });

  it('lose no appeal that comes in while they are replaced', async () => {
    const { grades } = await open();
    const rounds = Array.from({ length: 20 }, (_, round) => round);
    await Promise.all(rounds.map((round) => grades.keep(sample(`old ${round}`))));
    const outcomes = await Promise.all(
      rounds.flatMap((round) => {
        const { answer } = sample(`old ${round}`);
        const appealed = grades.appeal(appealAgainst(`old ${round}`, `appeal ${round}`));
        const replaced = grades.keep(sample(`new ${round}`, { answer, replaces: `old ${round}` }));
        return [appealed, replaced].map((promise) =>
          promise.then(
            () => 'done',
            () => 'refused',
          ),
        );
      }),
    );
    for (const round of rounds) {
      expect(outcomes[2 * round + 1]).toBe('done');
      const moved = outcomes[2 * round] === 'done' ? [`appeal ${round}`] : [];
      expect((await grades.find(`new ${round}`))?.appeals.map(({ id }) => id)).toEqual(moved);
    }
  });

  it('hand an open appeal on when a batch grades their answer again', async () => {
    const { grades, batches, queue } = await open();
    const { answer, grade, wording } = sample('old', { reasons: ['llm_unavailable'] });
    const settings = { engine: 'hybrid', lang: 'zh', judge: null } as const;
    const { batch } = await batches.open({ ...settings, name: 'b', fingerprint: 'f' });
    const { id, candidate, question, answer: text, origin } = answer;
    await batches.add(batch.id, 0, [{ id, candidate, question, answer: text, origin }]);
    const finish = async (made: typeof grade) => {
      const items = await queue.claim({ batch: batch.id }, 1);
      await queue.complete(items.map((item) => ({ item, outcome: { grade: made, wording } })));
    };
    await finish(grade);
    await grades.appeal(appealAgainst('old'));
    expect(await batches.retry(batch.id)).toBe(1);
    await finish(sample('new').grade);
    expect((await grades.find('old'))?.replacedBy).toBe('new');
    expect((await grades.find('new'))?.appeals).toEqual([{ ...appealAgainst('old'), grade: 'new' }]);
  });

  it('are given with every answer of a candidate, those that nobody graded included', async () => {
    const store = await open();
    const answer = { candidate: '张三' };
    await store.grades.keep(sample('a', { answer }));
    await store.grades.keep(sample('a again', { answer: { ...answer, key: 'answer of a' }, replaces: 'a' }));
    await makeBatch(store, 'batch', [{ kept: sample('b', { answer }), waiting: true }, { kept: sample('c') }]);
    const first = await store.grades.everythingOf({ candidate: '张三', limit: 1 });
    expect(first.items.map(({ answer: { id }, grades }) => [id, grades.map(({ grade }) => grade.id)])).toEqual([
      ['a', ['a again', 'a']],
    ]);
    const second = await store.grades.everythingOf({ candidate: '张三', limit: 1, after: first.next ?? '' });
    expect(second).toEqual({
      items: [{ answer: { ...sample('b', { answer }).answer, batch: 'batch' }, grades: [] }],
      next: null,
    });
    expect(await store.grades.everythingOf({ candidate: '王五', limit: 1 })).toEqual({ items: [], next: null });
  });

  it('show the latest re-scoring, and stay as they are', async () => {
    const { grades } = await open();
    const kept = sample('a');
    await grades.keep(kept);
    const rescoring = {
      grade: 'a',
      decision: null,
      rubric: 'sha256:b',
      marks: 10,
      score: 7.5,
      percent: 75,
      createdAt: at(40),
    };
    await grades.rescore({ ...rescoring, score: 5, percent: 50 });
    await grades.rescore(rescoring);
    const found = await grades.find('a');
    expect(found?.rescoring).toEqual(rescoring);
    expect(found?.grade).toEqual(kept.grade);
  });
});
