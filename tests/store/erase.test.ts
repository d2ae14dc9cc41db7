import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { makeBatch } from './batch-rows.ts';
import { appealAgainst, at, decisionOn, sample } from './sample.ts';
import { dialects, storesOf } from './stores.ts';

const tables = ['answers', 'grades', 'decisions', 'appeals', 'rescorings', 'items', 'batches', 'transcripts'] as const;

async function counts({ database }: Store): Promise<Partial<Record<keyof Tables, number>>> {
  const counted: Partial<Record<keyof Tables, number>> = {};
  for (const table of tables) {
    const { rows } = await database
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    counted[table] = rows;
  }
  return counted;
}

const of = (candidate: string, file?: string, second = 0) => ({
  answer: { candidate, origin: file === undefined ? null : { file }, createdAt: at(second) },
});

describe.each(dialects)('deletion on %s', (dialect) => {
  const { open, place } = storesOf(dialect);

  it('of a candidate takes everything of theirs, and nothing of anybody else', async () => {
    const store = await open();
    const { grades } = store;
    await grades.keep(sample('a', of('张三')));
    await grades.keep(sample('a again', { answer: { candidate: '张三', key: 'answer of a' }, replaces: 'a' }));
    await grades.keep(sample('b', of('李四')));
    for (const id of ['a again', 'b']) {
      await grades.appeal(appealAgainst(id));
      await grades.decide(decisionOn(id));
      await grades.rescore({
        grade: id,
        decision: null,
        rubric: 'r',
        marks: 10,
        score: 1,
        percent: 10,
        createdAt: at(9),
      });
    }
    await makeBatch(
      store,
      'shared',
      [{ kept: sample('c', of('张三', '张三.docx')) }, { kept: sample('d', of('李四', '李四.docx')) }],
      ['张三.docx', '李四.docx'],
    );
    await makeBatch(store, 'own', [{ kept: sample('e', of('张三', '又.docx')) }], ['又.docx']);
    expect(await grades.erase('张三')).toEqual({ answers: 3, grades: 4, invitations: 0 });
    expect(await counts(store)).toEqual({
      answers: 2,
      grades: 2,
      decisions: 1,
      appeals: 1,
      rescorings: 1,
      items: 1,
      batches: 1,
      transcripts: 1,
    });
    expect((await store.database.selectFrom('transcripts').select('file').execute())[0]?.file).toBe('李四.docx');
    expect(await grades.erase('张三')).toEqual({ answers: 0, grades: 0, invitations: 0 });
  });

  it('drops what is being graded just then', async () => {
    const { batches, queue, grades } = await open();
    const { grade, wording } = sample('a');
    const settings = { engine: 'heuristic', lang: 'zh', judge: null } as const;
    const { batch } = await batches.open({ ...settings, name: 'b', fingerprint: 'f' });
    const submission = { question: 'cracked-phone-case', answer: '对不起', origin: null };
    await batches.add(batch.id, 0, [{ ...submission, id: '1', candidate: '张三' }]);
    await batches.seal(batch.id, []);
    const [item] = await queue.claim({ batch: batch.id }, 1);
    if (item === undefined) throw new Error('nothing was claimed');
    await grades.erase('张三');
    await queue.complete([{ item, outcome: { grade, wording } }]);
    expect(await grades.find('a')).toBeUndefined();
  });

  it('takes up again what a batch is made of, when it is made anew', async () => {
    const store = await open();
    const request = { name: '面试', fingerprint: 'sha256:f', engine: 'heuristic', lang: 'zh', judge: null } as const;
    const submission = { id: '1', candidate: '张三', question: 'cracked-phone-case', answer: '对不起', origin: null };
    const make = async () => {
      const { batch, known } = await store.batches.open(request);
      await store.batches.add(batch.id, 0, [submission]);
      await store.batches.seal(batch.id, []);
      return { id: batch.id, known };
    };
    const first = await make();
    expect(await store.grades.erase('张三')).toEqual({ answers: 1, grades: 0, invitations: 0 });
    expect(await store.batches.find(first.id)).toBeUndefined();
    const second = await make();
    expect(second.known).toBe(false);
    expect(await store.queue.claim({ batch: first.id }, 5)).toEqual([]);
    expect(await store.queue.claim({ batch: second.id }, 5)).toHaveLength(1);
  });

  it('has the answers forgotten elsewhere before they are gone, and leaves them where that fails', async () => {
    const { grades } = await open();
    await grades.keep(sample('a', { answer: { candidate: '张三', answer: '甲' } }));
    await grades.keep(sample('b', { answer: { candidate: '张三', answer: '乙' } }));
    const failing = () => Promise.reject(new Error('not now'));
    await expect(grades.erase('张三', failing)).rejects.toThrow('not now');
    await expect(grades.eraseOlderThan(at(5), failing)).rejects.toThrow('not now');
    const forgotten: string[] = [];
    expect(await grades.erase('张三', (answers) => void forgotten.push(...answers))).toEqual({
      answers: 2,
      grades: 2,
      invitations: 0,
    });
    expect(forgotten.sort()).toEqual(['乙', '甲']);
  });

  it('ends a batch that has lost the last item it waited for', async () => {
    const store = await open();
    const made = [{ kept: sample('a', of('张三')) }, { kept: sample('b', of('李四')), waiting: true }];
    await makeBatch(store, 'running', made);
    await store.grades.erase('李四');
    const batch = await store.database.selectFrom('batches').select(['state', 'ended_at']).executeTakeFirst();
    expect(batch).toEqual({ state: 'done', ended_at: expect.any(String) });
  });

  it('by age takes what is older than the moment, however much that is', async () => {
    const store = await open();
    const old = Array.from({ length: 1_100 }, (_, index) =>
      store.grades.keep(sample(`old ${index}`, of('张三', undefined, 1))),
    );
    await Promise.all([...old, store.grades.keep(sample('young', of('张三', undefined, 2)))]);
    expect(await store.grades.eraseOlderThan(at(2))).toEqual({ answers: 1_100, grades: 1_100, invitations: 0 });
    expect(await counts(store)).toMatchObject({ answers: 1, grades: 1 });
  });

  if (dialect === 'sqlite')
    it('leaves no word in the files', async () => {
      const at = await place();
      const store = await open(at);
      const [marked, name] = ['Bewerberin-4711', 'Kandidatin-4711'];
      await store.grades.keep(sample('a', { answer: { candidate: name, answer: marked.repeat(100) } }));
      const invitation = { id: 'i', candidate: name, questions: null, madeBy: null };
      await store.invitations.keep({ ...invitation, createdAt: '2026-01-01', expiresAt: '2026-02-01' }, true);
      const holding = (text: string) =>
        readdirSync(at.data).filter((file) => readFileSync(join(at.data, file)).includes(text));
      expect(holding(marked)).not.toEqual([]);
      expect(holding(name)).not.toEqual([]);
      await store.grades.erase(name);
      expect(holding(marked)).toEqual([]);
      expect(holding(name)).toEqual([]);
    });
});

describe.each(dialects)('grades of items on %s', (dialect) => {
  const { open } = storesOf(dialect);

  it('are given by position, those in force', async () => {
    const store = await open();
    const made = ['a', 'b', 'c'].map((id) => ({ kept: sample(id), waiting: id === 'b' }));
    await makeBatch(store, 'batch', made);
    await store.grades.keep(
      sample('c again', { answer: { key: 'answer of c', batch: 'batch' }, replaces: 'c', reasons: ['very_short'] }),
    );
    const found = await store.grades.ofItems('batch', { from: 0, limit: 10 });
    expect([...found].map(([position, { grade }]) => [position, grade.id])).toEqual([
      [0, 'a'],
      [2, 'c again'],
    ]);
    expect([...(await store.grades.ofItems('batch', { from: 1, limit: 1 })).keys()]).toEqual([]);
    const toReview = () => store.database.selectFrom('items').select('to_review').where('position', '=', 2).execute();
    expect(await toReview()).toEqual([{ to_review: 1 }]);
    await store.grades.decide(decisionOn('c again'));
    expect(await toReview()).toEqual([{ to_review: 0 }]);
    await store.grades.appeal(appealAgainst('c again'));
    expect(await toReview()).toEqual([{ to_review: 1 }]);
  });
});
