import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../src/web/grade/segments.ts';

const point = (id: string, verdict: 'met' | 'partial', ...spans: readonly (readonly [number, number])[]) => ({
  id,
  dimension: 'empathy',
  name: id,
  reason: '',
  advice: null,
  verdict,
  evidence: spans.map(([start, end]) => ({ start, end, quote: 'x' })),
});

describe('the segments of an answer', () => {
  it('are the whole answer, in order, whatever is evidence', () => {
    const answer = '实在抱歉😀，我马上查。';
    const points = [point('a', 'met', [0, 4]), point('b', 'partial', [2, 9])];
    const segments = segmentsOf(answer, { points, red_flags: [] });
    expect(segments.map(({ text }) => text).join('')).toBe(answer);
  });

  it('are cut where points share words, and there belong to both', () => {
    const points = [point('a', 'met', [0, 4]), point('b', 'partial', [2, 6])];
    expect(segmentsOf('abcdefgh', { points, red_flags: [] })).toEqual([
      { text: 'ab', owners: ['a'], kind: 'met' },
      { text: 'cd', owners: ['a', 'b'], kind: 'met' },
      { text: 'ef', owners: ['b'], kind: 'partial' },
      { text: 'gh', owners: [], kind: null },
    ]);
  });

  it('are shown as a red flag where one lies over a point of the same id', () => {
    const red_flags = [{ id: 'a', name: 'a', deduct: 0.3, evidence: [{ start: 0, end: 2, quote: 'ab' }] }];
    expect(segmentsOf('ab', { points: [point('a', 'met', [0, 2])], red_flags })).toEqual([
      { text: 'ab', owners: ['a', 'flag:a'], kind: 'flag' },
    ]);
  });

  it('are one plain stretch where nothing is evidence, and none for an empty answer', () => {
    expect(segmentsOf('ab', { points: [], red_flags: [] })).toEqual([{ text: 'ab', owners: [], kind: null }]);
    expect(segmentsOf('', { points: [], red_flags: [] })).toEqual([]);
  });
});
