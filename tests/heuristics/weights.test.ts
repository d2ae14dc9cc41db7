import { describe, expect, it } from 'vitest';
import {
  countAll,
  fewestSentences,
  isTaught,
  type Sentence,
  weighRow,
  withoutSentences,
} from '../../src/heuristics/weights.ts';

const sentence = (subject: number, degree: Sentence['degree'], rows: number[], from?: string): Sentence => ({
  subject,
  degree,
  rows,
  from,
});

// Row 0 stands in all ten that do subject 0 in full, row 1 in all ten that do subject 1, row 2 in every sentence.
const sentences = Array.from({ length: 10 }, () => [sentence(0, 'full', [0, 2]), sentence(1, 'full', [1, 2])]).flat();
const counts = countAll(2, sentences, 4);

describe('the weight of a gram', () => {
  it('speaks for the subject whose sentences hold it, and against the other by no more than one', () => {
    // (10 + 0.1) / (10 + 0.2) against (0 + 20 · 0.5 + 0.1) / (10 + 20 + 0.2): ln(0.9902 / 0.3344) = 1.0855
    expect(weighRow(counts, 0, 0).about).toBeCloseTo(1.0855, 3);
    expect(weighRow(counts, 1, 0).about).toBe(-1);
  });

  it('is nothing for what every sentence holds, and for what none holds', () => {
    expect(weighRow(counts, 0, 2).about).toBe(0);
    expect(weighRow(counts, 0, 3)).toEqual({ about: 0, level: 0 });
  });

  it('of level tells what is done in full from what is done by half or not', () => {
    const own = [
      ...Array.from({ length: 10 }, () => sentence(0, 'full', [0])),
      ...Array.from({ length: 10 }, () => sentence(0, 'half', [1])),
      ...Array.from({ length: 10 }, () => sentence(0, 'failed', [1])),
    ];
    const levels = countAll(1, own, 2);
    expect(weighRow(levels, 0, 0).level).toBeGreaterThan(1);
    expect(weighRow(levels, 0, 1).level).toBeLessThan(-1);
  });
});

describe('sentences left out', () => {
  it('count as if they had never been learned', () => {
    const extra = [sentence(0, 'failed', [0, 3], 'an-answer')];
    const all = countAll(2, [...sentences, ...extra], 4);
    const fewer = withoutSentences(all, extra);
    for (const row of [0, 1, 2, 3]) expect(weighRow(fewer, 0, row)).toEqual(weighRow(counts, 0, row));
    expect(all.all.sentences).toBe(21);
  });
});

describe('a subject', () => {
  it(`is taught from ${fewestSentences} sentences on that do it in full`, () => {
    const taught = (number: number): boolean => {
      const own = countAll(
        1,
        Array.from({ length: number }, () => sentence(0, 'full', [0])),
        1,
      ).subjects[0];
      return own !== undefined && isTaught(own);
    };
    expect(taught(fewestSentences - 1)).toBe(false);
    expect(taught(fewestSentences)).toBe(true);
  });
});
