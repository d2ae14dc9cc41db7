import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../src/core/settle.ts';
import { openCatalogue } from '../../src/grading/catalogue.ts';
import { createGrader } from '../../src/grading/grade-answer.ts';
import { findGrade } from '../../src/grading/review-grade.ts';
import { wordingOf } from '../../src/grading/wording.ts';
import { openStore, storeFile } from '../../src/store/open-store.ts';
import { sample } from '../store/sample.ts';
import { root, runGrader } from './run.ts';

const question = 'cracked-phone-case';

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

const run = (...args: string[]) => runGrader(args, { env: { GRADER_RUBRICS: rubrics, GRADER_DATA: data } });

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
    expect((await runGrader(['backup', 'x.dump'], { env })).err).toContain('pg_dump --format=custom --file=x.dump');
    expect((await runGrader(['restore', 'x.dump'], { env })).err).toContain('pg_restore');
  });
});
