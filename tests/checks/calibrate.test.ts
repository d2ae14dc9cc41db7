import { describe, expect, it } from 'vitest';
import { calibrate, crossValidate, type Observation } from '../../src/checks/calibrate.ts';
import { calibratedOn, calibrationData } from '../../src/cli/checks/calibrate.ts';
import type { Label } from '../../src/core/verdict.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { type Cues, cueNames } from '../../src/heuristics/cues.ts';
import { createExpectation, verdictAt } from '../../src/heuristics/weigh.ts';

const none = Object.fromEntries(cueNames.map((name) => [name, 0])) as Cues;
const seen = (index: number, label: Label, cues: Partial<Cues>, point = 'q.a'): Observation => ({
  answer: `q/${index % 2 === 0 ? 'a' : 'b'}${index}`,
  question: `q${index % 3}`,
  point,
  author: index % 2 === 0 ? 'a' : 'b',
  language: 'zh',
  cues: { ...none, ...cues },
  label,
});

// The label follows `about`: below 2 missed, below 4 partial, else met.
const observations = Array.from({ length: 90 }, (_, index) => {
  const about = (index % 30) / 5;
  return seen(index, about < 2 ? 'missed' : about < 4 ? 'partial' : 'met', { about });
});

describe('calibrate', () => {
  it('finds the cue that the labels follow, and thresholds that give the labels back', () => {
    const fitted = calibrate(observations);
    const expectedCredit = createExpectation(fitted);
    const verdicts = observations.map(({ cues, point }) => verdictAt(expectedCredit(cues, point), fitted));
    const right = verdicts.filter((verdict, index) => verdict === observations[index]?.label).length;
    expect(right / observations.length).toBeGreaterThan(0.95);
  });

  it('gives a point that raters mark higher than its cues tell an offset of its own, shrunk', () => {
    const higher = Array.from({ length: 20 }, (_, index) => seen(index, 'met', { about: 1 }, 'q.b'));
    const { offsets } = calibrate([...observations, ...higher]);
    expect(offsets['q.b']).toBeGreaterThan(0.1);
    expect(offsets['q.a']).toBeLessThan(offsets['q.b'] ?? 0);
  });

  it('fits nothing to nothing', () => {
    expect(() => calibrate([])).toThrow(RangeError);
  });
});

describe('crossValidate', () => {
  it('measures verdicts on parts that were held out', () => {
    const [figures] = crossValidate(observations, 'questions');
    expect(figures?.verdicts).toBe(90);
    expect(figures?.qwk).toBeGreaterThan(0.9);
  });

  it('and apart for each language that there is', () => {
    const english = observations.map((observation, index) =>
      index < 30 ? { ...observation, language: 'en' as const } : observation,
    );
    expect(crossValidate(english, 'questions').map(({ language, verdicts }) => [language, verdicts])).toEqual([
      ['all', 90],
      ['zh', 60],
      ['en', 30],
    ]);
  });

  it('has nothing to say where all is one part', () => {
    const alone = observations.map((observation) => ({ ...observation, author: 'a' }));
    expect(crossValidate(alone, 'authors')).toEqual([]);
  });
});

describe('the committed calibration', () => {
  it('was fitted to the labelled answers, rubrics and examples that there are: otherwise `npm run calibrate`', () => {
    expect(calibrationData()).toBe(calibratedOn(openCatalogue('rubrics')));
  });
});
