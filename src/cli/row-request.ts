import type { Config } from '../config.ts';
import type { Grade } from '../core/grade.ts';
import type { GradeRequest } from '../grading/prepare-answer.ts';
import type { Row } from './answer-rows.ts';

/** What a row asks to have graded; its candidate's name is masked wherever it stands in the answer. */
export function requestOf({ question, answer, candidate }: Row, { engine, lang }: Config): GradeRequest {
  return { question, answer, engine, lang, ...(candidate === undefined ? {} : { names: [candidate] }) };
}

/** A grade as a line of the output: with the id of its row, and the candidate where one is named. */
export function gradedRow({ id, candidate }: Row, grade: Grade): object {
  return { ...grade, answer_id: id, ...(candidate === undefined ? {} : { candidate }) };
}
