import { describe, expect, it } from 'vitest';
import { roundHalfUp, scoreVerdicts } from '../../src/core/score.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { rubricOf } from '../rubric-of.ts';

const rubric = rubricOf({
  marks: 10,
  weights: { empathy: 3, verify: 3, solution: 3, boundary: 2 },
  redFlags: { blame: 0.3, promise: 0.2 },
});

describe('scoreVerdicts', () => {
  const cases: [name: string, verdicts: Verdict[], flags: string[], low: number, high: number, percent: number][] = [
    ['all met earns every mark', ['met', 'met', 'met', 'met'], [], 10, 10, 100],
    ['all missed earns nothing', ['missed', 'missed', 'missed', 'missed'], [], 0, 0, 0],
    // (3 + 1.5 + 0 + 2) / 11 = 0.5909 → 5.9 of 10
    ['weights and halves add up', ['met', 'partial', 'missed', 'met'], [], 5.9, 5.9, 59.1],
    // 11/11 − 0.3 − 0.2 = 0.5
    ['red flags deduct their share', ['met', 'met', 'met', 'met'], ['blame', 'promise'], 5, 5, 50],
    // 3/11 − 0.3 < 0
    ['the score never falls below zero', ['met', 'missed', 'missed', 'missed'], ['blame'], 0, 0, 0],
    // low (3+3)/11 = 0.5454, high (3+3+3)/11 = 0.8181
    ['an undecided point opens a range', ['met', 'met', 'undecided', 'missed'], [], 5.5, 8.2, 54.5],
  ];
  it.each(cases)('%s', (_name, verdicts, flags, low, high, percent) => {
    const byId = new Map(rubric.points.map((point, index) => [point.id, verdicts[index] ?? 'missed']));
    expect(scoreVerdicts(rubric, byId, flags)).toEqual({ score: low, low, high, percent });
  });

  it('refuses to score a point without a verdict', () => {
    expect(() => scoreVerdicts(rubric, new Map([['empathy', 'met']]), [])).toThrow('no verdict on point "verify"');
  });
});

describe('roundHalfUp', () => {
  it.each([
    [2.25, 2.3],
    [1.005 * 50, 50.3], // 50.25 in decimal, a hair below in binary
    [0.04, 0],
    [0, 0],
    [9.95, 10],
  ])('rounds %f to %f', (value, rounded) => {
    expect(roundHalfUp(value)).toBe(rounded);
  });
});
