import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Grade } from '../../src/core/grade.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { allowMinutes, often } from './runs.ts';
import { anyAnswer, catalogue, question } from './texts.ts';

allowMinutes();
const grader = createGrader({ catalogue, version: 'fuzz' });

describe('any answer to any question', () => {
  it('is graded: well-formed, every point once, credit only with its own words, twice the same', () => {
    fc.assert(
      fc.property(question, anyAnswer, fc.constantFrom('zh' as const, 'en' as const), (id, answer, lang) => {
        const request = { question: id, answer, engine: 'heuristic' as const, lang };
        const grade = grader.heuristic(request);
        expect(Grade.parse(grade)).toEqual(grade);
        expect(grade.points.map((point) => point.id)).toEqual(catalogue.rubric(id).points.map((point) => point.id));
        for (const { evidence } of [...grade.points, ...grade.red_flags])
          for (const { start, end, quote } of evidence) expect(answer.slice(start, end)).toBe(quote);
        if (grade.score !== null) {
          expect(grade.score).toBeGreaterThanOrEqual(0);
          expect(grade.score).toBeLessThanOrEqual(grade.marks);
        }
        expect({ ...grader.heuristic(request), id: grade.id }).toEqual(grade);
      }),
      often,
    );
  });
});
