import { describe, expect, it } from 'vitest';
import { recordOf } from '../../src/web/candidate/dimension-record.ts';
import type { GradedPoint, KeptGrade, Verdict } from '../../src/web/client/api.ts';
import { gainOf } from '../../src/web/grade/gain.ts';
import { verdictOf } from '../../src/web/grade/settled.ts';

type Verdicts = Readonly<Record<string, Verdict>>;

/** A grade of points named like their ids, all of one dimension. `decided`: verdicts that a rater set. */
function grade(verdicts: Verdicts, score: number | null, decided: Verdicts = {}): KeptGrade {
  const points = Object.entries(verdicts).map(([id, verdict]) => ({ id, name: id, dimension: 'd', verdict }));
  return {
    points: points as unknown as GradedPoint[],
    outcome: score === null ? 'ungraded' : 'graded',
    red_flags: [],
    settled: { score, percent: score, marks: 10, verdicts: { ...verdicts, ...decided }, red_flags: [], by: 'machine' },
  } as unknown as KeptGrade;
}

describe('what an attempt has over an earlier one', () => {
  it('is told by point: better, worse, and what neither has in full', () => {
    const earlier = grade({ a: 'missed', b: 'met', c: 'partial', d: 'met' }, 5.2);
    const latest = grade({ a: 'partial', b: 'missed', c: 'partial', d: 'met' }, 5.5);
    expect(gainOf(latest, earlier)).toEqual({ score: 0.3, better: ['a'], worse: ['b'], still: ['c'] });
  });

  it('leaves out points that are undecided or that one of them does not have', () => {
    const earlier = grade({ a: 'undecided', b: 'missed' }, 2);
    const latest = grade({ a: 'met', b: 'missed', c: 'met' }, 2);
    expect(gainOf(latest, earlier)).toEqual({ score: 0, better: [], worse: [], still: ['b'] });
  });

  it('has no score where one of them has none', () => {
    expect(gainOf(grade({ a: 'met' }, 10), grade({ a: 'undecided' }, null)).score).toBeNull();
  });

  it('goes by a rater’s verdict before the machine’s', () => {
    const earlier = grade({ a: 'missed' }, 0, { a: 'met' });
    expect(gainOf(grade({ a: 'met' }, 10), earlier).better).toEqual([]);
    expect(verdictOf(earlier, { id: 'a', verdict: 'missed' })).toBe('met');
  });
});

describe('the record of dimensions', () => {
  const dimensions = [
    { id: 'other', name: 'Other' },
    { id: 'd', name: 'D' },
  ];

  it('sets the latest five attempts against those before, and leaves out what never came up', () => {
    const attempts = [
      ...Array(5).fill(grade({ a: 'met', b: 'partial' }, 7.5)),
      grade({ a: 'missed', b: 'partial' }, 2.5),
    ];
    // latest: (5 × 1 + 5 × 0.5) of 10 points; before: (0 + 0.5) of 2
    expect(recordOf(attempts, dimensions)).toEqual([
      { id: 'd', name: 'D', latest: { percent: 75, points: 10 }, before: { percent: 25, points: 2 } },
    ]);
  });

  it('counts neither what could not be graded nor what is undecided', () => {
    const attempts = [grade({ a: 'missed' }, null), grade({ a: 'undecided', b: 'met' }, 5)];
    expect(recordOf(attempts, dimensions)).toEqual([
      { id: 'd', name: 'D', latest: { percent: 100, points: 1 }, before: null },
    ]);
  });

  it('is empty without attempts', () => {
    expect(recordOf([], dimensions)).toEqual([]);
  });
});
