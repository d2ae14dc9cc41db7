import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/checks/run-answers.ts';
import { checkLabels, cutSlices, selectCases } from '../../src/checks/select-cases.ts';
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

describe('labels', () => {
  it('must be those of the rubric: every fault is named with the file', () => {
    const wrong = { ...fixture('q/d01'), labels: { verify: 'met' as const }, red_flags: ['shout'] };
    expect(() => checkLabels({ fixture: wrong, rubric, set: 's' }, 's/q.jsonl')).toThrow(
      's/q.jsonl (q/d01): labels.empathy: is missing\ns/q.jsonl (q/d01): labels.verify: is not a point of the rubric\n' +
        's/q.jsonl (q/d01): red_flags: "shout" is not a red flag of the rubric',
    );
  });
});
