import type { Grader } from '../../grading/answer/grade-answer.ts';
import type { Metrics } from './metrics.ts';
import { traceGrade } from './traces.ts';

/** The same grader, every grade of which is counted and traced. */
export function observedGrader(grader: Grader, metrics: Pick<Metrics, 'graded'>): Grader {
  return {
    ...grader,
    async grade(request, steps) {
      const startedAt = performance.now();
      const grade = await traceGrade(() => grader.grade(request, steps));
      metrics.graded(grade, (performance.now() - startedAt) / 1000);
      return grade;
    },
  };
}
