import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../src/checks/figures.ts';
import { measure, pairsOf } from '../../src/checks/measure.ts';
import { judged, ungraded } from './sample.ts';

const one = { minPass: 1 };

describe('agreement', () => {
  it('counts false accepts among the missed and false rejects among the met', () => {
    const results = [
      judged('q/d1', { a: ['missed', 'met'], b: ['missed', 'missed'] }),
      judged('q/d2', { a: ['met', 'missed'], b: ['met', 'partial'] }),
      judged('q/d3', { a: ['met', 'met'], b: ['partial', 'partial'] }),
    ];
    // Missed: 2, of them 1 judged met. Met: 3, of them 1 judged missed. Right: 3 of 6. The most frequent label is met, 3 of 6.
    expect(measure(pairsOf(results))).toMatchObject({
      pairs: 6,
      exact: 0.5,
      wrong: 3,
      falseAccepts: 0.5,
      falseRejects: 1 / 3,
      majority: 0.5,
      confusion: [1, 0, 1, 0, 1, 0, 1, 1, 1],
    });
  });

  it('tells how many disagreements lie one step off on a point that the rater was unsure of', () => {
    const result = judged('q/d1', { a: ['partial', 'met'], b: ['missed', 'met'], c: ['met', 'met'] });
    const unsure = { ...result, points: result.points.map((point) => ({ ...point, uncertain: true })) };
    expect(measure(pairsOf([unsure]))).toMatchObject({ wrong: 2, wrongUncertain: 1 });
  });

  it('refuses to measure nothing', () => {
    expect(() => measure([])).toThrow(RangeError);
  });
});

describe('figures', () => {
  it('leave out what is no verdict, and count it', () => {
    const [all] = figuresOf(
      [
        judged('q/d1', { a: ['met', 'undecided'], b: ['met', 'met'] }),
        judged('q/d2', { a: ['met', 'missed'], b: ['met', 'missed'] }, { synthetic: true }),
        ungraded('q/d3'),
      ],
      one,
    );
    expect(all).toMatchObject({ kind: 'all', answers: 3, ungraded: 1, synthetic: 1, undecided: 0.5 });
    expect(all?.agreement).toMatchObject({ pairs: 1, exact: 1 });
  });

  it('measure scores over answers without an undecided point: mean distance, and machine minus labels', () => {
    const [all] = figuresOf(
      [
        judged('q/d1', { a: ['met', 'met'] }, { percent: 60, labelled_percent: 50 }),
        judged('q/d2', { a: ['met', 'met'] }, { percent: 30, labelled_percent: 50 }),
        judged('q/d3', { a: ['met', 'undecided'] }, { percent: 0, labelled_percent: 100 }),
      ],
      one,
    );
    // Errors +10 and −20: mean distance 15, bias −5.
    expect(all?.score).toEqual({ answers: 2, mae: 15, bias: -5 });
  });

  it('count red flags found, overlooked and wrongly found, and the share sent to review', () => {
    const flag = (labelled: boolean, found: boolean) => ({ id: 'f', name: 'f', labelled, found, evidence: [] });
    const [all] = figuresOf(
      [
        judged('q/d1', { a: ['met', 'met'] }, { red_flags: [flag(true, true), flag(true, false)] }),
        judged(
          'q/d2',
          { a: ['met', 'met'] },
          { red_flags: [flag(false, true), flag(false, false)], review: ['very_short'] },
        ),
      ],
      one,
    );
    expect(all?.redFlags).toEqual({ found: 1, overlooked: 1, wrong: 1 });
    expect(all?.review).toBe(0.5);
  });

  it('are cut by set, dimension, question, point, series and language', () => {
    const figures = figuresOf(
      [judged('q/d1', { a: ['met', 'met'] }), judged('r/e01', { a: ['met', 'missed'], b: ['met', 'met'] })],
      one,
    );
    const of = (kind: string) =>
      Object.fromEntries(
        figures.filter((slice) => slice.kind === kind).map((slice) => [slice.name, slice.agreement?.pairs]),
      );
    expect(of('set')).toEqual({ 'a-set': 3 });
    expect(of('dimension')).toEqual({ a: 2, b: 1 });
    expect(of('question')).toEqual({ q: 1, r: 2 });
    expect(of('point')).toEqual({ 'q.a': 1, 'r.a': 1, 'r.b': 1 });
    expect(of('series')).toEqual({ d: 1, e: 2 });
    expect(of('language')).toEqual({ zh: 3 });
  });

  it('stand even when no answer was graded', () => {
    const [all] = figuresOf([ungraded('q/d1')], one);
    expect(all).toMatchObject({
      agreement: undefined,
      kappaInterval: undefined,
      score: undefined,
      redFlags: undefined,
    });
  });
});
