import { describe, expect, it } from 'vitest';
import { thresholdBaseline } from '../../src/checks/baselines.ts';
import { pairsOf } from '../../src/checks/measure.ts';
import type { Label } from '../../src/core/verdict.ts';
import { judged } from './sample.ts';

const pairs = (answers: readonly [length: number, label: Label][]) =>
  pairsOf(answers.map(([length, label], index) => judged(`q/d${index}`, { a: [label, 'met'] }, { length })));

describe('the judge who knows one number', () => {
  it('is perfect where the number decides, on answers that it was not fitted on', () => {
    const easy = pairs([
      [1, 'missed'],
      [1, 'missed'],
      [1, 'missed'],
      [11, 'partial'],
      [11, 'partial'],
      [11, 'partial'],
      [21, 'met'],
      [21, 'met'],
      [21, 'met'],
    ]);
    expect(thresholdBaseline(easy, (pair) => pair.length)).toEqual({ qwk: 1, exact: 1 });
  });

  it('learns nothing from the answer itself', () => {
    // Fitted on the other one alone, nothing tells the two apart.
    const two = pairs([
      [1, 'missed'],
      [9, 'met'],
    ]);
    expect(thresholdBaseline(two, (pair) => pair.length)?.exact).toBeLessThan(1);
  });

  it('needs two answers', () => {
    expect(thresholdBaseline(pairs([[1, 'met']]), (pair) => pair.length)).toBeUndefined();
    expect(thresholdBaseline([], (pair) => pair.length)).toBeUndefined();
  });
});
