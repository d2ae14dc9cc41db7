import { describe, expect, it } from 'vitest';
import { runAttacks } from '../../src/checks/attack-run.ts';
import type { AttackTemplate } from '../../src/checks/attacks.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';

const catalogue = openCatalogue('rubrics');
const rubric = catalogue.rubric('pos-overcharge');
const grader = createGrader({ catalogue, version: 'test' });
const grade = (question: string, answer: string) =>
  grader.heuristic({ question, answer, engine: 'heuristic', lang: 'zh' });
const template = (id: string, text: string, must: AttackTemplate['must']): AttackTemplate => {
  return { id, family: id, lang: 'zh', template: text, must };
};

describe('attacks on a question', () => {
  it('hold where nothing is gained, and break with the gain above what is due', () => {
    const { all, families } = runAttacks(
      [template('spaces', '  {answer}  ', 'unchanged'), template('honest', rubric.model_answer, 'cap')],
      [rubric],
      grade,
    );
    expect(families.map(({ family, run, broken }) => ({ family, run, broken }))).toEqual([
      { family: 'spaces', run: 2, broken: 0 },
      { family: 'honest', run: 1, broken: 1 },
    ]);
    // The model answer earns at least 90 % where an answer without content may reach 20.
    expect(all.gain).toBeGreaterThanOrEqual(70);
    expect(families[1]?.examples[0]).toMatchObject({ question: 'pos-overcharge', template: 'honest', over: 'weak' });
  });
});
