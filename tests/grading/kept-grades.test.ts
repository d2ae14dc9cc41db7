import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InvalidInput, NotFound } from '../../src/core/errors.ts';
import type { KeptGrade } from '../../src/core/kept-grade.ts';
import type { Rubric } from '../../src/core/rubric.ts';
import { settle } from '../../src/core/settle.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import type { Catalogue } from '../../src/grading/catalogue/catalogue.ts';
import { hashOf } from '../../src/grading/catalogue/hash.ts';
import { wordingOf } from '../../src/grading/catalogue/wording.ts';
import { appealGrade } from '../../src/grading/kept/appeal-grade.ts';
import { isStale, regrade, regradeStale } from '../../src/grading/kept/regrade.ts';
import { rescoreAll } from '../../src/grading/kept/rescore.ts';
import { findGrade, reviewGrade } from '../../src/grading/kept/review-grade.ts';
import { compileRubric } from '../../src/heuristics/compile.ts';
import type { Store } from '../../src/store/open-store.ts';
import { rubricOf } from '../rubric-of.ts';
import { storesOf } from '../store/stores.ts';

const words = {
  indicators: { empathy: { met: ['对不起'] }, verify: { met: ['订单号'] } },
  flagIndicators: { blame: ['您自己弄坏'] },
};
/** 3 + 1: an apology alone is worth 7.5 of 10. */
const before = rubricOf({ weights: { empathy: 3, verify: 1 }, redFlags: { blame: 0.5 }, ...words });
/** 1 + 1 of 20: an apology alone is worth 10 of 20, 50 %. */
const reweighed = rubricOf({ marks: 20, weights: { empathy: 1, verify: 1 }, redFlags: { blame: 0.25 }, ...words });
/** Here only anger that is named earns the point. */
const reworded = rubricOf({
  weights: { empathy: 3, verify: 1 },
  redFlags: { blame: 0.5 },
  ...words,
  indicators: { ...words.indicators, empathy: { met: ['生气'] } },
});
const apology = '真的对不起，让您久等了，马上处理好。';

function catalogueOf(rubric: Rubric): Catalogue {
  const compiled = compileRubric(rubric, () => undefined);
  const known = (id: string): void => {
    if (id !== rubric.id) throw new NotFound('question', id);
  };
  return {
    sets: [],
    dimensions: [],
    ids: [rubric.id],
    rubric: (id) => {
      known(id);
      return rubric;
    },
    compiled: () => compiled,
    setOf: () => ({ id: 'made', name: 'made', en: { name: 'made' }, source: 'made', questions: [rubric.id] }),
    source: () => ({ file: 'made.yaml', text: '' }),
    hash: () => hashOf(JSON.stringify(rubric)),
    examples: () => [],
    concepts: () => ({}),
  };
}

function partsOf({ grades }: Store, rubric: Rubric) {
  const catalogue = catalogueOf(rubric);
  return { grades, catalogue, grader: createGrader({ catalogue, version: '9' }) };
}

async function gradeAndKeep(store: Store, rubric: Rubric, answer: string, candidate: string | null = null) {
  const { grades, catalogue, grader } = partsOf(store, rubric);
  const grade = grader.heuristic({ question: rubric.id, answer, engine: 'heuristic', lang: 'zh' });
  const createdAt = new Date().toISOString();
  const submission = { id: grade.id, candidate, question: rubric.id, answer, origin: null };
  await grades.keep({
    answer: { ...submission, key: randomUUID(), batch: null, createdAt },
    grade,
    wording: wordingOf(catalogue.rubric(rubric.id)),
    createdAt,
  });
  return grade.id;
}

const scored = (kept: KeptGrade) => {
  const { score, percent, marks, by } = settle(kept);
  return { score, percent, marks, by };
};

describe('the wording of a rubric', () => {
  it('does not depend on weights, marks and deductions', () => {
    expect(wordingOf(reweighed)).toBe(wordingOf(before));
  });

  it('depends on what earns a point', () => {
    expect(wordingOf(reworded)).not.toBe(wordingOf(before));
  });
});

describe('a review', () => {
  const { open } = storesOf('sqlite');

  it('counts before the machine, scored by the rubric of the day', async () => {
    const store = await open();
    const id = await gradeAndKeep(store, before, apology);
    expect(scored(await findGrade(store.grades, id))).toEqual({ score: 7.5, percent: 75, marks: 10, by: 'machine' });
    // (3·0.5 + 1·1) / 4 − 0.5 = 0.125 → 1.3 of 10, half up; 12.5 %
    const reviewed = await reviewGrade(
      {
        grade: id,
        author: '王老师',
        reason: '口头核实过',
        verdicts: { empathy: 'partial', verify: 'met' },
        redFlags: { blame: true },
      },
      partsOf(store, before),
    );
    expect(scored(reviewed)).toEqual({ score: 1.3, percent: 12.5, marks: 10, by: 'rater' });
    expect(settle(reviewed).redFlags).toEqual(['blame']);
    expect(reviewed.grade.points.map(({ verdict }) => verdict)).toEqual(['met', 'missed']);
  });

  it('is refused for points and red flags that there are not, all of them named', async () => {
    const store = await open();
    const id = await gradeAndKeep(store, before, apology);
    const request = {
      grade: id,
      author: 'a',
      reason: 'r',
      verdicts: { charm: 'met' as const },
      redFlags: { theft: true },
    };
    const error = await reviewGrade(request, partsOf(store, before)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidInput);
    expect((error as InvalidInput).faults.map(({ field }) => field)).toEqual(['verdicts.charm', 'red_flags.theft']);
    await expect(reviewGrade({ ...request, grade: 'nobody' }, partsOf(store, before))).rejects.toThrow(NotFound);
  });

  it('is refused when the rubric has other points by now', async () => {
    const store = await open();
    const id = await gradeAndKeep(store, before, apology);
    const other = rubricOf({ weights: { empathy: 3, solution: 1 } });
    const request = { grade: id, author: 'a', reason: 'r', verdicts: {}, redFlags: {} };
    await expect(reviewGrade(request, partsOf(store, other))).rejects.toThrow(/empathy, solution .*regrade it first/);
  });
});

describe('an appeal', () => {
  const { open } = storesOf('sqlite');

  it('is open until a rater has decided, and once a point', async () => {
    const store = await open();
    const id = await gradeAndKeep(store, before, apology);
    const appeal = await appealGrade({ grade: id, point: 'verify', comment: '我问过订单' }, store.grades);
    const again = () => appealGrade({ grade: id, point: 'verify', comment: '再看看' }, store.grades);
    await expect(again()).rejects.toThrow(/appealed already/);
    await expect(appealGrade({ grade: id, point: 'charm', comment: '?' }, store.grades)).rejects.toThrow(/no point/);
    await appealGrade({ grade: id, point: null, comment: '整体偏低' }, store.grades);
    const request = { grade: id, author: 'a', reason: 'r', verdicts: {}, redFlags: {} };
    const { appeals, decisions } = await reviewGrade(request, partsOf(store, before));
    expect(appeals).toHaveLength(2);
    expect(appeals[0]).toEqual({ ...appeal, answeredBy: decisions[0]?.id });
    expect((await again()).answeredBy).toBeNull();
  });
});

describe('re-scoring after a change of weights', () => {
  const { open } = storesOf('sqlite');

  it('gives every grade its score by the new weights, once, and can be undone by the old ones', async () => {
    const store = await open();
    const id = await gradeAndKeep(store, before, apology);
    const full = await gradeAndKeep(store, before, '对不起，请报一下订单号，我马上处理。');
    expect(await rescoreAll({}, partsOf(store, before))).toMatchObject({ rescored: 0, unchanged: 2 });
    expect(await rescoreAll({}, partsOf(store, reweighed))).toMatchObject({ rescored: 2, unchanged: 0, stale: 0 });
    expect(scored(await findGrade(store.grades, id))).toEqual({ score: 10, percent: 50, marks: 20, by: 'weights' });
    expect(scored(await findGrade(store.grades, full))).toEqual({ score: 20, percent: 100, marks: 20, by: 'weights' });
    expect(await rescoreAll({}, partsOf(store, reweighed))).toMatchObject({ rescored: 0, unchanged: 2 });
    await rescoreAll({}, partsOf(store, before));
    expect(scored(await findGrade(store.grades, id))).toMatchObject({ score: 7.5, marks: 10 });
  });

  it('scores what a rater decided, not what the machine had said', async () => {
    const store = await open();
    const id = await gradeAndKeep(store, before, apology);
    const request = {
      grade: id,
      author: 'a',
      reason: 'r',
      verdicts: { empathy: 'partial' as const },
      redFlags: { blame: true },
    };
    await reviewGrade(request, partsOf(store, before));
    await rescoreAll({}, partsOf(store, reweighed));
    // (1·0.5 + 0) / 2 − 0.25 = 0 → 0 of 20
    expect(scored(await findGrade(store.grades, id))).toEqual({ score: 0, percent: 0, marks: 20, by: 'rater' });
  });

  it('leaves alone what is stale, and says what cannot be looked at', async () => {
    const store = await open();
    await gradeAndKeep(store, before, apology);
    expect(await rescoreAll({}, partsOf(store, reworded))).toMatchObject({ rescored: 0, stale: 1 });
    const other = { ...before, id: 'another-question' };
    const { faults } = await rescoreAll({}, partsOf(store, other));
    expect([...faults]).toEqual([[expect.stringContaining('made-for-a-test'), 1]]);
  });
});

describe('regrading', () => {
  const { open } = storesOf('sqlite');

  it("judges an answer by today's rubric and keeps the old grade", async () => {
    const store = await open();
    const id = await gradeAndKeep(store, before, apology, '张三');
    const parts = partsOf(store, reworded);
    expect(isStale(await findGrade(store.grades, id), parts.catalogue)).toBe(true);
    const anew = await regrade(id, parts);
    expect(settle(anew).verdicts).toEqual({ empathy: 'missed', verify: 'missed' });
    expect(isStale(anew, parts.catalogue)).toBe(false);
    const old = await findGrade(store.grades, id);
    expect(old.replacedBy).toBe(anew.grade.id);
    expect(settle(old).verdicts).toEqual({ empathy: 'met', verify: 'missed' });
    expect(anew.answer).toEqual(old.answer);
    await expect(regrade(id, parts)).rejects.toThrow(InvalidInput);
  });

  it('of everything that is stale leaves out what a rater decided, unless told otherwise', async () => {
    const store = await open();
    const ids = [];
    for (let index = 0; index < 5; index++) ids.push(await gradeAndKeep(store, before, `${apology}${index}`));
    const request = { grade: ids[0] ?? '', author: 'a', reason: 'r', verdicts: {}, redFlags: {} };
    await reviewGrade(request, partsOf(store, before));
    const parts = partsOf(store, reworded);
    const all = { decidedToo: false, width: 2 };
    expect(await regradeStale(all, parts)).toMatchObject({ regraded: 4, fresh: 0, decided: 1 });
    expect(await regradeStale(all, parts)).toMatchObject({ regraded: 0, fresh: 4, decided: 1 });
    expect(await regradeStale({ ...all, decidedToo: true }, parts)).toMatchObject({ regraded: 1, fresh: 4 });
    expect((await store.grades.inForce({ limit: 9 })).items).toHaveLength(5);
  });
});
