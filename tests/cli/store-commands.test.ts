import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../src/core/settle.ts';
import { openCatalogue } from '../../src/grading/catalogue.ts';
import { createGrader } from '../../src/grading/grade-answer.ts';
import { findGrade } from '../../src/grading/review-grade.ts';
import { wordingOf } from '../../src/grading/wording.ts';
import { openStore } from '../../src/store/open-store.ts';
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

  it('name a store that cannot be opened', async () => {
    writeFileSync(join(folder, 'data'), 'a file where a folder should be');
    const { code, err } = await run('rescore');
    expect(code).toBe(1);
    expect(err).toContain(join(data, 'store.sqlite'));
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
