import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runExamples } from '../src/checks/examples.ts';
import { readFixtures } from '../src/checks/fixtures.ts';
import { createGrader } from '../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../src/grading/catalogue/catalogue.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const catalogue = openCatalogue(folder('rubrics'));
const grader = createGrader({ catalogue, version: 'test' });

describe('the rubrics', () => {
  it('hold 33 questions with 162 points and 20 red flags', () => {
    const rubrics = catalogue.ids.map((id) => catalogue.rubric(id));
    expect(rubrics).toHaveLength(33);
    expect(rubrics.flatMap((rubric) => rubric.points)).toHaveLength(162);
    expect(rubrics.flatMap((rubric) => rubric.red_flags)).toHaveLength(20);
  });

  describe.each(catalogue.ids)('%s', (id) => {
    const rubric = catalogue.rubric(id);
    const grade = (answer: string) => grader.heuristic({ question: id, answer, engine: 'heuristic', lang: 'zh' });

    it('gives its model answer at least 90 % of the marks', () => {
      expect(grade(rubric.model_answer).percent).toBeGreaterThanOrEqual(90);
    });

    it('gives the text of the question nothing', () => {
      expect(grade(rubric.prompt).score).toBe(0);
      expect(grade(rubric.en.prompt).score).toBe(0);
    });

    it('gives its own policy, listed, nothing', () => {
      expect(grade(rubric.points.map((point) => point.met).join('\n')).score).toBe(0);
    });

    it('judges at least four of five of its own examples as their author labelled them', () => {
      const { run, misses } = runExamples(catalogue.compiled(id));
      expect(misses.length / run).toBeLessThanOrEqual(0.2);
    });

    it('has labels for every point of every fixture', () => {
      for (const fixture of readFixtures(folder('fixtures/answers'), catalogue.setOf(id).id, id)) {
        expect(Object.keys(fixture.labels).toSorted()).toEqual(rubric.points.map((point) => point.id).toSorted());
        expect(rubric.red_flags.map((flag) => flag.id)).toEqual(expect.arrayContaining(fixture.red_flags));
      }
    });
  });
});
