import type { Response } from 'express';
import type { Grade } from '../core/grade.ts';
import type { Grader } from '../grading/answer/grade-answer.ts';
import type { GradeRequest } from '../grading/answer/prepare-answer.ts';
import { createEventStream } from './event-stream.ts';

/**
 * Grades an answer and sends what is known on the way: `heuristic` with that judge's grade at once, `point` with each point that
 * the model has decided, `grade` with the grade in the end. Where it fails before the first of them, nothing has been sent.
 *
 * @param to.keep - keeps the grade, before it is sent, and gives what is to be sent of it
 * @throws what the grader throws
 */
export async function streamGrade(
  grader: Grader,
  request: GradeRequest,
  to: { readonly response: Response; readonly keep: (grade: Grade) => unknown },
): Promise<void> {
  const events = createEventStream(to.response);
  const grade = await grader.grade(request, {
    onHeuristic: (first) => events.send('heuristic', first),
    onPoint: (point) => events.send('point', point),
  });
  events.send('grade', await to.keep(grade));
  events.end();
}
