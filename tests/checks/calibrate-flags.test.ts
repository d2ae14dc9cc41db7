import { describe, expect, it } from 'vitest';
import { calibrateFlags, crossValidateFlags, type FlagObservation } from '../../src/checks/calibrate-flags.ts';
import { type FlagCues, flagCueNames } from '../../src/heuristics/flag-cues.ts';
import { isCommitted, probabilityOfFlag } from '../../src/heuristics/weigh.ts';

const none = Object.fromEntries(flagCueNames.map((name) => [name, 0])) as FlagCues;
const seen = (index: number, committed: boolean, cues: Partial<FlagCues> | undefined): FlagObservation => ({
  answer: `q/${index % 2 === 0 ? 'a' : 'b'}${index}`,
  question: `q${index % 3}`,
  author: index % 2 === 0 ? 'a' : 'b',
  language: 'zh',
  cues: cues && { ...none, ...cues },
  committed,
});

// Committed from a likeness of 4 on, and with an indicator that fires from 2 on.
const observations = Array.from({ length: 80 }, (_, index) => {
  const about = (index % 40) / 6;
  const sign = index < 40 ? 0 : 1;
  return seen(index, about >= 4 - 2 * sign, { about, sign });
});

describe('calibrateFlags', () => {
  it('finds what was committed: a likeness that is enough beside an indicator is too little without', () => {
    const fitted = calibrateFlags(observations);
    const isFound = (cues: Partial<FlagCues>): boolean => isCommitted(probabilityOfFlag({ ...none, ...cues }, fitted));
    expect(isFound({ about: 3, sign: 1 })).toBe(true);
    expect(isFound({ about: 3 })).toBe(false);
    expect(isFound({ about: 5.5 })).toBe(true);
    expect(isFound({ about: 0.5, sign: 1 })).toBe(false);
  });

  it('finds none where none was ever committed', () => {
    const fitted = calibrateFlags([seen(0, false, { about: 8, sign: 1 }), seen(1, false, { about: 1 })]);
    expect(isCommitted(probabilityOfFlag({ ...none, about: 8, sign: 1 }, fitted))).toBe(false);
  });
});

describe('crossValidateFlags', () => {
  it('counts what is found in parts that were held out; what nothing suggests is overlooked', () => {
    const figures = crossValidateFlags([...observations, seen(0, true, undefined)], 'questions');
    // Of 40 with a likeness below 6.7 in steps of a sixth, 16 lie at 4 or above and 28 at 2 or above: 44, and the one without cues.
    expect(figures?.committed).toBe(45);
    expect(figures?.found).toBeGreaterThanOrEqual(40);
    expect(figures?.found).toBeLessThan(45);
    expect(figures?.wrongly_found).toBeLessThanOrEqual(3);
  });

  it('has nothing to say where all is one part', () => {
    expect(crossValidateFlags([seen(0, true, { about: 1 })], 'answers')).toBeUndefined();
  });
});
