import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/checks/run-answers.ts';
import { checkFixtures, cutSlices, selectCases } from '../../src/checks/select-cases.ts';
import { rubricOf } from '../rubric-of.ts';

const rubric = rubricOf({ weights: { empathy: 1 }, redFlags: { blame: 0.3 } });
const fixture = (id: string) => {
  const question = id.split('/')[0] ?? '';
  return { id, question, style: '', answer: '好', labels: { empathy: 'met' as const }, red_flags: [], uncertain: [] };
};
const cases = ['q/d01', 'q/e01', 'r/d01'].map((id): Case => ({ fixture: fixture(id), rubric, set: `set-${id[0]}` }));
const ids = (selected: readonly Case[]) => selected.map((entry) => entry.fixture.id);

describe('filters', () => {
  it.each([
    [{}, ['q/d01', 'q/e01', 'r/d01']],
    [{ questions: ['r'] }, ['r/d01']],
    [{ sets: ['set-q'] }, ['q/d01', 'q/e01']],
    [{ pattern: /\/d/ }, ['q/d01', 'r/d01']],
    [{ failing: new Set(['q/e01']) }, ['q/e01']],
    [{ pattern: /\/d/, first: 1 }, ['q/d01']],
    [{ questions: ['q'], failing: new Set(['r/d01']) }, []],
  ])('%j leave %j', (filters, expected) => {
    expect(ids(selectCases(cases, filters))).toEqual(expected);
  });

  it('cut the slices that lose an answer and no other', () => {
    const isCut = cutSlices(cases, selectCases(cases, { questions: ['q'] }));
    expect([
      isCut('all', 'all'),
      isCut('question', 'q'),
      isCut('set', 'set-q'),
      isCut('series', 'd'),
      isCut('series', 'e'),
    ]).toEqual([true, false, false, true, false]);
  });
});

describe('labelled answers', () => {
  const own = (id: string, more: object = {}): Case => {
    return { fixture: { ...fixture(id), question: rubric.id, ...more }, rubric, set: 's' };
  };
  const problem = (...given: Case[]): string => {
    try {
      checkFixtures(given, () => 's/q.jsonl');
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('must be labelled as the rubric asks: every fault is named with the file', () => {
    expect(problem(own('q/d01'), own('q/d02'))).toBe('');
    expect(problem(own('q/d01', { labels: { verify: 'met' }, red_flags: ['shout'] })).split('\n')).toEqual([
      's/q.jsonl (q/d01): labels.empathy: is missing',
      's/q.jsonl (q/d01): labels.verify: is not a point of the rubric',
      's/q.jsonl (q/d01): red_flags: "shout" is not a red flag of the rubric',
    ]);
  });

  it('must be of the question of their file, and each have an id of its own', () => {
    expect(problem(own('q/d01', { question: 'else' }))).toBe('s/q.jsonl (q/d01): question: must be "made-for-a-test"');
    expect(problem(own('q/d01'), own('q/d01'))).toBe('s/q.jsonl (q/d01): id: stands twice');
  });
});
