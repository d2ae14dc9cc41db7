import { describe, expect, it } from 'vitest';
import type { KeptGrade, Rescoring } from '../../src/core/kept-grade.ts';
import { flagsAfter, settle } from '../../src/core/settle.ts';
import { at, decisionOn, sample } from '../store/sample.ts';

function kept(over: Partial<KeptGrade> = {}): KeptGrade {
  const { answer, grade, wording, createdAt } = sample('a');
  return { answer, grade, wording, createdAt, replacedBy: null, decisions: [], appeals: [], rescoring: null, ...over };
}

const weighed: Rescoring = {
  grade: 'a',
  decision: null,
  rubric: 'sha256:new',
  marks: 20,
  score: 15,
  percent: 75,
  createdAt: at(40),
};

describe('what counts of a grade', () => {
  it('is the machine, where nobody else has spoken', () => {
    expect(settle(kept())).toEqual({
      marks: 10,
      score: 10,
      percent: 100,
      verdicts: { empathy: 'met' },
      redFlags: [],
      by: 'machine',
    });
  });

  it('is the machine under the latest weights', () => {
    expect(settle(kept({ rescoring: weighed }))).toMatchObject({ marks: 20, score: 15, percent: 75, by: 'weights' });
  });

  it('is the latest decision of a rater before the machine', () => {
    const decisions = [{ ...decisionOn('a', 'last'), verdicts: {}, score: 10, percent: 100 }, decisionOn('a')];
    expect(settle(kept({ decisions: decisions.slice(1) }))).toMatchObject({
      score: 0,
      verdicts: { empathy: 'missed' },
      by: 'rater',
    });
    expect(settle(kept({ decisions }))).toMatchObject({ score: 10, verdicts: { empathy: 'met' }, by: 'rater' });
  });

  it('is no re-scoring of verdicts that a rater overruled after it', () => {
    expect(settle(kept({ decisions: [decisionOn('a')], rescoring: weighed }))).toMatchObject({ marks: 10, score: 0 });
    const after = { ...weighed, decision: decisionOn('a').id, score: 1, percent: 5 };
    expect(settle(kept({ decisions: [decisionOn('a')], rescoring: after }))).toMatchObject({
      marks: 20,
      score: 1,
      verdicts: { empathy: 'missed' },
      by: 'rater',
    });
  });

  it.each([
    ['as they were', ['a', 'b'], {}, ['a', 'b']],
    ['without one that a rater struck out', ['a', 'b'], { a: false }, ['b']],
    ['with one that a rater added', ['a'], { c: true }, ['a', 'c']],
    ['each once', ['a'], { a: true }, ['a']],
  ])('has its red flags %s', (_, machine, rater, expected) => {
    expect(flagsAfter(machine, rater)).toEqual(expected);
  });
});
