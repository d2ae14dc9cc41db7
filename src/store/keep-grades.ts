import type { Insertable, Kysely, Transaction } from 'kysely';
import { InvalidInput, NotFound } from '../core/errors.ts';
import type { Grade } from '../core/grade.ts';
import type { GradeStore, KeptAnswer } from '../core/kept-grade.ts';
import { storedText } from '../text/stored-text.ts';
import type { Dialect } from './dialect.ts';
import { storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

/** A grade to be kept, with its answer. */
export type Kept = Parameters<GradeStore['keep']>[0];

/** The row of an answer. */
export function answerRow(answer: KeptAnswer): Insertable<Tables['answers']> {
  const { origin } = answer;
  return {
    key: answer.key,
    id: storedText(answer.id),
    candidate: answer.candidate === null ? null : storedText(answer.candidate),
    question: answer.question,
    answer: storedText(answer.answer),
    file: origin === null ? null : storedText(origin.file),
    origin: origin === null ? null : storedJson(origin),
    batch: answer.batch,
    created_at: answer.createdAt,
  };
}

/** The row of a grade. */
export function gradeRow({ answer, grade, wording, createdAt }: Omit<Kept, 'replaces'>): Insertable<Tables['grades']> {
  return {
    id: grade.id,
    answer: answer.key,
    question: answer.question,
    batch: answer.batch,
    grade: storedJson(grade),
    wording,
    rubric: grade.manifest.rubric,
    needs_review: grade.review.needed ? 1 : 0,
    reasons: ` ${grade.review.reasons.join(' ')} `,
    replaced_by: null,
    created_at: createdAt,
  };
}

/** What an item shows of its grade, beside the state. */
export function itemColumns(grade: Grade) {
  return {
    state: grade.outcome,
    to_review: grade.review.needed ? (1 as const) : (0 as const),
    fell_back: grade.review.reasons.includes('llm_unavailable') ? (1 as const) : (0 as const),
    cost_amount: grade.cost?.amount ?? null,
    cost_currency: grade.cost?.currency ?? null,
  };
}

/**
 * Keeps grades in one transaction, all or none. An answer that is there already, as every item's of a batch is, stays as
 * it is.
 */
export async function keepAll(database: Kysely<Tables>, dialect: Dialect, kept: readonly Kept[]): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const { replaces, grade } of kept)
      if (replaces !== undefined) await markReplaced(transaction, replaces, grade.id);
    for (const portion of dialect.portions(kept)) {
      await transaction
        .insertInto('answers')
        .values(portion.map(({ answer }) => answerRow(answer)))
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
      await transaction.insertInto('grades').values(portion.map(gradeRow)).execute();
    }
    for (const { replaces, grade, answer } of kept) {
      if (replaces === undefined) continue;
      await handOnAppeals(transaction, replaces, grade.id);
      if (answer.batch !== null)
        await transaction.updateTable('items').set(itemColumns(grade)).where('answer', '=', answer.key).execute();
    }
  });
}

async function markReplaced(transaction: Transaction<Tables>, old: string, by: string): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('grades')
    .set({ replaced_by: by })
    .where('id', '=', old)
    .where('replaced_by', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  throw await whyNotInForce(transaction, old);
}

/** The error for somebody who speaks of a grade that is not in force: there is none, or another one took its place. */
export async function whyNotInForce(transaction: Transaction<Tables>, grade: string): Promise<NotFound | InvalidInput> {
  const found = await transaction.selectFrom('grades').select('replaced_by').where('id', '=', grade).executeTakeFirst();
  if (found === undefined) return new NotFound('grade', grade);
  const message = `was replaced by ${found.replaced_by}; turn to that one`;
  const zh = '这份结果已经被新的评分取代，请打开新的那份';
  return new InvalidInput(`grade ${grade}`, [{ field: '', message, zh }]);
}

/** What is still open on a grade goes over to the one that takes its place. */
export async function handOnAppeals(transaction: Transaction<Tables>, from: string, to: string): Promise<void> {
  await transaction
    .updateTable('appeals')
    .set({ grade: to })
    .where('grade', '=', from)
    .where('answered_by', 'is', null)
    .execute();
}
