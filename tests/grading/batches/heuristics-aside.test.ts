import { describe, expect, it } from 'vitest';
import type { ClaimedItem, ItemOutcome } from '../../../src/core/batch.ts';
import { createGrader } from '../../../src/grading/answer/grade-answer.ts';
import { gradeItem } from '../../../src/grading/batches/grade-item.ts';
import { openHeuristicsAside } from '../../../src/grading/batches/heuristics-aside.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import { wordingOf } from '../../../src/grading/catalogue/wording.ts';

function item(position: number, answer: string, question = 'pos-overcharge'): ClaimedItem {
  const submission = { id: `a${position}`, candidate: null, question, answer, origin: null };
  return { batch: 'b', position, engine: 'heuristic', lang: 'zh', submission };
}

/** An outcome but for the id that every grade has of its own. */
function essence(outcome: ItemOutcome): unknown {
  return 'grade' in outcome ? { ...outcome, grade: { ...outcome.grade, id: '' } } : outcome;
}

const none = (): never => {
  throw new Error('nothing goes wrong here');
};

describe('the heuristics in a thread of their own', () => {
  it('say what they say on this one, in the order of the items', async () => {
    const settings = { rubrics: 'rubrics', version: 'test' };
    const catalogue = openCatalogue(settings.rubrics);
    const here = {
      grader: createGrader({ catalogue, version: settings.version }),
      wordingOf: (question: string) => wordingOf(catalogue.rubric(question)),
      onFault: none,
    };
    const items = [
      ...Array.from({ length: 60 }, (_, index) => item(index, `第${index}份：实在抱歉，换谁都着急，我马上核对小票。`)),
      item(60, ''),
      item(61, '您好', 'pos-overchrge'),
    ];
    const aside = openHeuristicsAside(settings, none);
    try {
      const there = await Promise.all(items.map(aside.grade));
      const expected = await Promise.all(items.map((one) => gradeItem(one, here)));
      expect(there.map(essence)).toEqual(expected.map(essence));
    } finally {
      await aside.close();
    }
  });

  it('leave the answer ungraded at which their thread broke off, and no other', async () => {
    const faults: number[] = [];
    const aside = openHeuristicsAside(
      { rubrics: 'rubrics', version: 'test' },
      ({ position }) => faults.push(position),
      new URL('../breaking-thread.ts', import.meta.url),
    );
    try {
      const answers = ['一', '断', '三', '四', '断', '六'];
      const outcomes = await Promise.all(answers.map((answer, index) => aside.grade(item(index, answer))));
      const broken = { ungraded: 'the grader broke off at this answer: out of memory' };
      expect(outcomes).toEqual(answers.map((answer) => (answer === '断' ? broken : { ungraded: answer })));
      expect(faults).toEqual([1, 4]);
    } finally {
      await aside.close();
    }
  });

  it('reject when they cannot be started', async () => {
    const aside = openHeuristicsAside({ rubrics: 'no such folder', version: 'test' }, none);
    await expect(aside.grade(item(0, '您好'))).rejects.toThrow(/no such folder/);
    await aside.close();
  });
});
