import type { Config } from '../../config.ts';
import type { Grade } from '../../core/grade.ts';
import type { Submission } from '../../core/submission.ts';
import type { GradeRequest } from '../../grading/answer/prepare-answer.ts';

/** What a submission asks to have graded; its candidate's name is masked wherever it stands in the answer. */
export function requestOf({ question, answer, candidate }: Submission, { engine, lang }: Config): GradeRequest {
  return { question, answer, engine, lang, ...(candidate === null ? {} : { names: [candidate] }) };
}

/** A grade as a line of the output: with the id of its submission, and the candidate where one is named. */
export function gradedLine({ id, candidate }: Submission, grade: Grade): string {
  return JSON.stringify({ ...grade, answer_id: id, ...(candidate === null ? {} : { candidate }) });
}
