import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Judgement, noUsage } from '../../src/core/judge.ts';
import { settle } from '../../src/core/settle.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { wordingOf } from '../../src/grading/catalogue/wording.ts';
import { findGrade } from '../../src/grading/kept/review-grade.ts';
import { cacheKey, openReplyCache, sizeOfReplyCache } from '../../src/llm/cache.ts';
import { keptFiles } from '../../src/llm/kept.ts';
import { openStore, storeFile } from '../../src/store/open-store.ts';
import { decisionOn, sample } from '../store/sample.ts';
import { root } from './run.ts';
import { runWarm } from './warm.ts';

const question = 'cracked-phone-case';

const judgement: Judgement = { points: [], redFlags: [], reviewReasons: [], model: 'stub', usage: noUsage };

let folder: string;
let rubrics: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grader-store-commands-'));
  rubrics = join(folder, 'rubrics');
  data = join(folder, 'data');
  cpSync(join(root, 'rubrics'), rubrics, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runWarm(args, { env: { GRADER_RUBRICS: rubrics, GRADER_DATA: data } });

async function keepOne(): Promise<string> {
  const catalogue = openCatalogue(rubrics);
  const answer = '真对不起，新壳子才套上一天就裂开，谁碰上都会窝火，您的心情我明白。';
  const grade = createGrader({ catalogue, version: '9' }).heuristic({
    question,
    answer,
    engine: 'heuristic',
    lang: 'zh',
  });
  const createdAt = new Date().toISOString();
  await using store = await openStore({ data });
  await store.grades.keep({
    answer: { key: 'k', id: 'i', candidate: null, question, answer, origin: null, batch: null, createdAt },
    grade,
    wording: wordingOf(catalogue.rubric(question)),
    createdAt,
  });
  return grade.id;
}

function edit(from: string, to: string): void {
  const file = join(rubrics, openCatalogue(rubrics).setOf(question).id, `${question}.yaml`);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

async function kept(id: string) {
  await using store = await openStore({ data });
  return await findGrade(store.grades, id);
}

describe('rescore and regrade', () => {
  it('score by new weights what is kept, and leave the rest for regrade', async () => {
    const id = await keepOne();
    expect(await run('rescore')).toMatchObject({ code: 0, out: '0 scored anew, 1 unchanged\n', err: '' });
    edit('marks: 10', 'marks: 20');
    expect(await run('rescore')).toMatchObject({ code: 0, out: '1 scored anew, 0 unchanged\n' });
    expect(settle(await kept(id))).toMatchObject({ marks: 20, by: 'weights' });
    edit('name: 安抚情绪', 'name: 安抚客户');
    expect((await run('rescore')).out).toBe(
      '0 scored anew, 0 unchanged\n1 stale, for the wording of their rubrics has changed: regrade --stale\n',
    );
    expect(await run('regrade', '--stale')).toMatchObject({ code: 0, out: '1 graded anew, 0 were not stale\n' });
    const { replacedBy } = await kept(id);
    expect((await kept(replacedBy ?? '')).grade.points[0]?.name).toBe('安抚客户');
  });

  it('name a batch that there is not', async () => {
    const missing = { code: 1, out: '', err: 'there is no batch "b7"\n' };
    expect(await run('rescore', '--batch', 'b7')).toEqual(missing);
    expect(await run('regrade', '--stale', '--batch', 'b7')).toEqual(missing);
  });

  it('name a store that cannot be opened', async () => {
    writeFileSync(join(folder, 'data'), 'a file where a folder should be');
    const { code, err } = await run('rescore');
    expect(code).toBe(1);
    expect(err).toContain(join(data, 'store.sqlite'));
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('backup and restore', () => {
  const ids = async () => {
    await using store = await openStore({ data });
    const { items } = await store.grades.inForce({ limit: 10 });
    return items.map(({ grade }) => grade.id);
  };

  it('bring back what was kept, while the store is open elsewhere for the one and refused for the other', async () => {
    const id = await keepOne();
    const backup = join(folder, 'backup.sqlite');
    {
      await using store = await openStore({ data });
      expect(await run('backup', backup)).toMatchObject({ code: 0, err: '' });
      expect(statSync(backup).mode & 0o777).toBe(0o600);
      await store.grades.keep(sample('later'));
      const { code, err } = await run('restore', backup, '--replace');
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is in use; stop the service') });
    }
    expect(await ids()).toEqual([id, 'later']);
    expect((await run('restore', backup)).err).toContain('is there already; --replace moves it aside');
    const { code, out } = await run('restore', backup, '--replace');
    expect(code).toBe(0);
    expect(await ids()).toEqual([id]);
    const aside = out.match(/the store before it is (.+)\n/)?.[1] ?? '';
    rmSync(storeFile(data));
    renameSync(aside, storeFile(data));
    expect(await ids()).toEqual([id, 'later']);
  });

  it('restore on a machine where there is nothing yet', async () => {
    const id = await keepOne();
    const backup = join(folder, 'backup.sqlite');
    await run('backup', backup);
    rmSync(data, { recursive: true });
    expect(await run('restore', backup)).toMatchObject({ code: 0, out: `${storeFile(data)}: restored\n` });
    expect(await ids()).toEqual([id]);
  });

  it('refuse what is no backup, and leave nothing behind', async () => {
    await keepOne();
    const broken = join(folder, 'broken.sqlite');
    await run('backup', broken);
    const bytes = readFileSync(broken);
    writeFileSync(broken, bytes.fill(7, 4096, 4096 * 6));
    const letter = join(folder, 'letter.txt');
    writeFileSync(letter, 'Dear store, '.repeat(1_000));
    for (const file of [broken, letter, join(folder, 'nothing'), folder]) {
      const { code, err } = await run('restore', file, '--replace');
      expect(code).toBe(1);
      expect(err).toMatch(new RegExp(`^${file}: .+\n$`));
    }
    expect((await run('backup', letter)).err).toContain('is there already');
    expect((await run('backup', join(folder, 'no', 'folder'))).err).toContain('cannot be written');
    expect(await ids()).toHaveLength(1);
    expect(readdirSync(folder).sort()).toEqual(['broken.sqlite', 'data', 'letter.txt', 'rubrics']);
    expect(readdirSync(data)).toEqual(['store.sqlite']);
  });

  it('name the tools of PostgreSQL where that is the store', async () => {
    const env = { GRADER_DATA: data, DATABASE_URL: 'postgres://localhost/grades' };
    expect((await runWarm(['backup', 'x.dump'], { env })).err).toContain('pg_dump --format=custom --file=x.dump');
    expect((await runWarm(['restore', 'x.dump'], { env })).err).toContain('pg_restore');
  });
});

describe("a candidate's data", () => {
  const kept = async () => {
    await using store = await openStore({ data });
    const { items } = await store.grades.inForce({ limit: 10 });
    return items.map(({ grade }) => grade.id);
  };

  beforeEach(async () => {
    await using store = await openStore({ data });
    for (const [id, candidate] of [
      ['a', '张三'],
      ['b', '李四'],
    ] as const)
      await store.grades.keep(sample(id, { answer: { candidate, createdAt: '2020-01-15T12:00:00.000Z' } }));
    await store.grades.decide(decisionOn('a'));
    await store.grades.keep(sample('a again', { answer: { key: 'answer of a', candidate: '张三' }, replaces: 'a' }));
  });

  it('is handed out whole', async () => {
    const { code, out } = await run('candidate', 'export', '张三');
    expect(code).toBe(0);
    const [answer] = JSON.parse(out).answers;
    expect(answer).toMatchObject({ id: 'a', answer: expect.stringContaining('抱歉') });
    expect(answer.grades).toMatchObject([
      { id: 'a again', replaced_by: null, settled: { score: 10, by: 'machine' } },
      { id: 'a', replaced_by: 'a again', decisions: [{ author: '王老师' }], settled: { score: 0, by: 'rater' } },
    ]);
    expect(out).not.toContain('李四');
    const file = join(folder, 'data.json');
    expect(await run('candidate', 'export', '张三', '--out', file)).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(file, 'utf8')).toBe(out);
    expect((await run('candidate', 'export', '张三', '--out', file)).err).toContain('cannot be written');
    expect((await run('candidate', 'export', '王五')).err).toBe('there is no candidate "王五"\n');
  });

  it('is deleted when that is sure, with the replies of models that quote it', async () => {
    const file = keptFiles(data).replies;
    const replies = openReplyCache(file);
    const { answer } = sample('a').answer;
    for (const text of [answer, 'another'])
      replies.keep(cacheKey({ rubric: openCatalogue(rubrics).rubric(question), answer: text }), judgement);
    expect((await run('candidate', 'erase', '张三')).out).toBe(
      '1 answer with 2 grades would be deleted for good; --yes deletes them\n',
    );
    expect(await kept()).toEqual(['b', 'a again']);
    expect((await run('candidate', 'erase', '张三', '--yes')).out).toBe('1 answer with 2 grades deleted\n');
    expect(await kept()).toEqual(['b']);
    expect(sizeOfReplyCache(file).replies).toBe(1);
    expect((await run('candidate', 'erase', '张三', '--yes')).code).toBe(1);
  });

  it('goes when it is old enough', async () => {
    expect((await run('expire', '--older-than', '10000')).out).toMatch(/^0 answers with 0 grades from before/);
    expect((await run('expire', '--older-than', '30')).out).toMatch(
      /^2 answers with 3 grades from before .+ deleted\n$/,
    );
    expect(await kept()).toEqual([]);
    expect((await run('expire', '--older-than', 'x')).code).toBe(1);
  });
});
