import { describe, expect, it } from 'vitest';
import { flipsOf, repeatFigures } from '../../src/checks/repeats.ts';
import { judged } from './sample.ts';

// Three runs over two answers. Point a of the first is right in two of three, everything else in all.
const runs = [1, 2, 3].flatMap((run) => [
  judged('q/d1', { a: ['met', run === 2 ? 'missed' : 'met'], b: ['met', 'met'] }, { run }),
  judged('q/d2', { a: ['missed', 'missed'] }, { run }),
]);

describe('several runs', () => {
  it('pass a verdict that enough of them gave, and an answer of which all verdicts pass', () => {
    expect(repeatFigures(runs, 2)).toMatchObject({ runs: 3, passed: 1, answersPassed: 2, answers: 2, stable: 2 / 3 });
    expect(repeatFigures(runs, 3)).toMatchObject({ passed: 2 / 3, answersPassed: 1 });
  });

  it('tell how far their QWK lie apart', () => {
    // Labels met, met, missed. Runs 1 and 3 say the same: 1. Run 2 says missed, met, missed; distances are 1 or 0:
    // observed 1, expected (2·2 + 1·1) / 3 = 5/3, so 1 − 1 / (5/3) = 0.4.
    expect(repeatFigures(runs, 2).qwk?.high).toBe(1);
    expect(repeatFigures(runs, 2).qwk?.low).toBeCloseTo(0.4, 10);
  });

  it('name the points on which they contradict each other', () => {
    expect(flipsOf(runs)).toEqual([{ answer: 'q/d1', point: 'a', label: 'met', verdicts: ['met', 'missed', 'met'] }]);
  });

  it('of which one gave no grade agree once less', () => {
    expect(repeatFigures(runs.slice(0, 4), 3).passed).toBe(0);
  });
});
