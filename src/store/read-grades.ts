import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { withAlike } from '../core/alike.ts';
import { Grade } from '../core/grade.ts';
import type { Appeal, Decision, KeptAnswer, KeptGrade, RaterVerdict, Rescoring } from '../core/kept-grade.ts';
import { Origin } from '../core/submission.ts';
import type { Tables } from './tables.ts';

const Verdicts = z.record(z.string(), z.enum(['met', 'partial', 'missed'] satisfies RaterVerdict[]));
const Flags = z.record(z.string(), z.boolean());

/** Grades and their answers, joined: conditions and order are the caller's. */
export function gradesWithAnswers(database: Kysely<Tables>) {
  return database
    .selectFrom('grades')
    .innerJoin('answers', 'answers.key', 'grades.answer')
    .leftJoin('alike', 'alike.answer', 'grades.answer')
    .select([
      'grades.number',
      'grades.id',
      'grades.grade',
      'grades.wording',
      'grades.replaced_by',
      'grades.created_at',
      'answers.key',
      'answers.id as answer_id',
      'answers.number as answer_number',
      'answers.candidate',
      'answers.question',
      'answers.answer',
      'answers.origin',
      'answers.batch',
      'answers.created_at as answered_at',
      'alike.first as alike_first',
      'alike.likeness as alike_likeness',
    ]);
}

/** A row that `gradesWithAnswers` gives. */
export type JoinedRow = Awaited<ReturnType<ReturnType<typeof gradesWithAnswers>['execute']>>[number];

/** Those of its columns that are the answer's. */
export type AnswerColumns = Pick<
  JoinedRow,
  'key' | 'answer_id' | 'candidate' | 'question' | 'answer' | 'origin' | 'batch' | 'answered_at'
>;

/** The grades of rows, in their order, each with everything that belongs to it: three queries, however many rows. */
export async function withWhatBelongs(
  database: Kysely<Tables>,
  rows: readonly JoinedRow[],
): Promise<readonly KeptGrade[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const decisions = await database
    .selectFrom('decisions')
    .selectAll()
    .where('grade', 'in', ids)
    .orderBy('number', 'desc')
    .execute();
  const appeals = await database
    .selectFrom('appeals')
    .selectAll()
    .where('grade', 'in', ids)
    .orderBy('number')
    .execute();
  const rescorings = await database
    .selectFrom('rescorings')
    .selectAll()
    .where('grade', 'in', ids)
    .orderBy('number', 'desc')
    .execute();
  const decisionsOf = Map.groupBy(decisions, ({ grade }) => grade);
  const appealsOf = Map.groupBy(appeals, ({ grade }) => grade);
  const rescoringsOf = Map.groupBy(rescorings, ({ grade }) => grade);
  return rows.map((row) => {
    const rescoring = rescoringsOf.get(row.id)?.[0];
    return {
      answer: answerOf(row),
      grade: gradeOf(row),
      createdAt: row.created_at,
      wording: row.wording,
      replacedBy: row.replaced_by,
      decisions: (decisionsOf.get(row.id) ?? []).map(decisionOf),
      appeals: (appealsOf.get(row.id) ?? []).map(appealOf),
      rescoring: rescoring === undefined ? null : rescoringOf(rescoring),
    };
  });
}

function gradeOf({ grade, alike_first: first, alike_likeness: likeness }: JoinedRow): Grade {
  return withAlike(Grade.parse(JSON.parse(grade)), first === null || likeness === null ? null : { first, likeness });
}

/** An answer, of its columns as `gradesWithAnswers` names them. */
export function answerOf(row: AnswerColumns): KeptAnswer {
  return {
    key: row.key,
    id: row.answer_id,
    candidate: row.candidate,
    question: row.question,
    answer: row.answer,
    origin: row.origin === null ? null : Origin.parse(JSON.parse(row.origin)),
    batch: row.batch,
    createdAt: row.answered_at,
  };
}

function decisionOf(row: Selectable<Tables['decisions']>): Decision {
  const { id, grade, author, reason, marks, score, percent } = row;
  return {
    id,
    grade,
    author,
    reason,
    verdicts: Verdicts.parse(JSON.parse(row.verdicts)),
    redFlags: Flags.parse(JSON.parse(row.red_flags)),
    marks,
    score,
    percent,
    createdAt: row.created_at,
  };
}

function appealOf({ id, grade, point, comment, created_at, answered_by }: Selectable<Tables['appeals']>): Appeal {
  return { id, grade, point, comment, createdAt: created_at, answeredBy: answered_by };
}

function rescoringOf(row: Selectable<Tables['rescorings']>): Rescoring {
  const { grade, decision, rubric, marks, score, percent } = row;
  return { grade, decision, rubric, marks, score, percent, createdAt: row.created_at };
}
