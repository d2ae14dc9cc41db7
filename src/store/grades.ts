import type { Kysely, Transaction } from 'kysely';
import type { GradeStore, KeptGrade, Page, Rescoring } from '../core/kept-grade.ts';
import { storedText } from '../text/stored-text.ts';
import { answerRecords } from './answer-records.ts';
import type { Dialect } from './dialect.ts';
import { eraseCandidate, eraseOlder } from './erase.ts';
import { groupCommit } from './group-commit.ts';
import { type Kept, keepAll, whyNotInForce } from './keep-grades.ts';
import type { KeepingThread } from './keep-on-thread.ts';
import { numberAfter, pageOf } from './pages.ts';
import type { QueueEngine } from './queue/queue-engine.ts';
import { gradesWithAnswers, type JoinedRow, withWhatBelongs } from './read-grades.ts';
import { reviewPage } from './review-queue.ts';
import { storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

const nothing = (): void => undefined;

/** What the grades of a store stand on beside the database. `thread`: keeps new ones; undefined: this thread does. */
type Beside = {
  readonly dialect: Dialect;
  readonly engine: QueueEngine;
  readonly thread: KeepingThread | undefined;
};

/** The grades of a store. `close` waits for what is being kept. */
export function openGrades(
  database: Kysely<Tables>,
  { dialect, engine, thread }: Beside,
): { readonly grades: GradeStore; readonly close: () => Promise<void> } {
  const kept = groupCommit<Kept>((entries) =>
    // Why one cannot be replaced is an error with a class, which does not come across from a thread.
    thread === undefined || entries.some(({ replaces }) => replaces !== undefined)
      ? keepAll(database, dialect, entries)
      : thread.keep(entries),
  );
  const rescored = groupCommit<Rescoring>(async (entries) => {
    const rows = entries.map(({ createdAt, ...columns }) => ({ ...columns, created_at: createdAt }));
    await database.insertInto('rescorings').values(rows).execute();
  });

  async function filled({ items, next }: Page<JoinedRow>): Promise<Page<KeptGrade>> {
    return { items: await withWhatBelongs(database, items), next };
  }

  const grades: GradeStore = {
    keep: kept.write,

    async find(grade) {
      const rows = await gradesWithAnswers(database).where('grades.id', '=', grade).execute();
      return (await withWhatBelongs(database, rows))[0];
    },

    async attempts({ candidate, question, after, limit }) {
      let rows = gradesWithAnswers(database)
        .where('answers.candidate', '=', storedText(candidate))
        .where('answers.batch', 'is', null)
        .where('grades.replaced_by', 'is', null)
        .orderBy('answers.number', 'desc')
        .limit(limit + 1);
      if (question !== undefined) rows = rows.where('answers.question', '=', question);
      if (after !== undefined) rows = rows.where('answers.number', '<', numberAfter(after));
      return filled(pageOf(await rows.execute(), limit, (row) => `${row.answer_number}`));
    },

    toReview: async (query) => filled(await reviewPage(database, query)),

    async decided({ batch, after, limit }) {
      let rows = gradesWithAnswers(database)
        .where('grades.id', 'in', (inner) => inner.selectFrom('decisions').select('decisions.grade'))
        .orderBy('grades.number')
        .limit(limit + 1);
      if (batch !== undefined) rows = rows.where('grades.batch', '=', batch);
      if (after !== undefined) rows = rows.where('grades.number', '>', numberAfter(after));
      return filled(pageOf(await rows.execute(), limit, (row) => `${row.number}`));
    },

    decide: (decision) =>
      database.transaction().execute(async (transaction) => {
        const { answer } = await holdInForce(transaction, decision.grade);
        await transaction
          .insertInto('decisions')
          .values({
            id: decision.id,
            grade: decision.grade,
            author: storedText(decision.author),
            reason: storedText(decision.reason),
            verdicts: storedJson(decision.verdicts),
            red_flags: storedJson(decision.redFlags),
            marks: decision.marks,
            score: decision.score,
            percent: decision.percent,
            created_at: decision.createdAt,
          })
          .execute();
        await transaction
          .updateTable('appeals')
          .set({ answered_by: decision.id })
          .where('grade', '=', decision.grade)
          .where('answered_by', 'is', null)
          .execute();
        await transaction.updateTable('items').set({ to_review: 0 }).where('answer', '=', answer).execute();
      }),

    appeal: (appeal) =>
      database.transaction().execute(async (transaction) => {
        const { answer } = await holdInForce(transaction, appeal.grade);
        await transaction
          .insertInto('appeals')
          .values({
            id: appeal.id,
            grade: appeal.grade,
            point: appeal.point,
            comment: storedText(appeal.comment),
            answered_by: appeal.answeredBy,
            created_at: appeal.createdAt,
          })
          .execute();
        await transaction.updateTable('items').set({ to_review: 1 }).where('answer', '=', answer).execute();
      }),

    rescore: rescored.write,

    async inForce({ batch, question, after, limit }) {
      let rows = gradesWithAnswers(database)
        .where('grades.replaced_by', 'is', null)
        .orderBy('grades.number')
        .limit(limit + 1);
      if (batch !== undefined) rows = rows.where('grades.batch', '=', batch);
      if (question !== undefined) rows = rows.where('grades.question', '=', question);
      if (after !== undefined) rows = rows.where('grades.number', '>', numberAfter(after));
      return filled(pageOf(await rows.execute(), limit, (row) => `${row.number}`));
    },

    async ofItems(batch, { from, limit }) {
      const rows = await gradesWithAnswers(database)
        .innerJoin('items', 'items.answer', 'answers.key')
        .select('items.position')
        .where('items.batch', '=', batch)
        .where('items.position', '>=', from)
        .where('items.position', '<', from + limit)
        .where('grades.replaced_by', 'is', null)
        .orderBy('items.position')
        .execute();
      const kept = await withWhatBelongs(database, rows);
      return new Map(
        rows.flatMap(({ position }, index) => (kept[index] === undefined ? [] : [[position, kept[index]]])),
      );
    },

    everythingOf: ({ candidate, after, limit }) =>
      answerRecords(database, {
        candidate: storedText(candidate),
        limit,
        after: after === undefined ? 0 : numberAfter(after),
      }),

    erase: (candidate, before = nothing) =>
      eraseCandidate({ database, dialect, engine }, storedText(candidate), before),
    eraseOlderThan: (moment, before = nothing) => eraseOlder({ database, dialect, engine }, moment, before),
  };
  return {
    grades,
    close: async () => {
      await kept.idle();
      await rescored.idle();
    },
  };
}

/** A grade in force, which stays so until the transaction ends: whoever replaces it waits. */
async function holdInForce(transaction: Transaction<Tables>, grade: string): Promise<{ readonly answer: string }> {
  const held = await transaction
    .updateTable('grades')
    .set({ replaced_by: null })
    .where('id', '=', grade)
    .where('replaced_by', 'is', null)
    .returning('answer')
    .executeTakeFirst();
  if (held !== undefined) return held;
  throw await whyNotInForce(transaction, grade);
}
