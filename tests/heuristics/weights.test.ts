import { describe, expect, it } from 'vitest';
import {
  count,
  type Degree,
  emptyTally,
  fewestSentences,
  groupOf,
  isTaught,
  type Tally,
  weighGram,
} from '../../src/heuristics/weights.ts';

/** So many sentences of each subject and degree. */
function tally(...groups: [subject: number, degree: Degree, times: number][]): Tally {
  const counted = emptyTally(2);
  for (const [subject, degree, times] of groups)
    for (let time = 0; time < times; time++) count(counted, groupOf(subject, degree));
  return counted;
}

const told = tally([0, 'full', 10], [1, 'full', 10]);

describe('the weight of a gram', () => {
  it('speaks for the subject whose sentences hold it, and against the other by no more than one', () => {
    const holding = tally([0, 'full', 10]);
    // (10 + 0.1) / (10 + 0.2) against (0 + 20 · 0.5 + 0.1) / (10 + 20 + 0.2): ln(0.9902 / 0.3344) = 1.0855
    expect(weighGram(told, holding, 0).about).toBeCloseTo(1.0855, 3);
    expect(weighGram(told, holding, 1).about).toBe(-1);
  });

  it('is nothing for what every sentence holds, and for what none holds', () => {
    expect(weighGram(told, told, 0).about).toBe(0);
    expect(weighGram(told, emptyTally(2), 0)).toEqual({ about: 0, level: 0 });
  });

  it('of level tells what is done in full from what is done by half or not', () => {
    const own = tally([0, 'full', 10], [0, 'half', 10], [0, 'failed', 10]);
    expect(weighGram(own, tally([0, 'full', 10]), 0).level).toBeGreaterThan(1);
    expect(weighGram(own, tally([0, 'half', 10], [0, 'failed', 10]), 0).level).toBeLessThan(-1);
  });
});

describe('a subject', () => {
  it(`is taught from ${fewestSentences} sentences on that do it in full`, () => {
    expect(isTaught(tally([0, 'full', fewestSentences - 1], [1, 'full', 50]), 0)).toBe(false);
    expect(isTaught(tally([0, 'full', fewestSentences]), 0)).toBe(true);
  });
});
