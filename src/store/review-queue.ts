import type { Kysely } from 'kysely';
import type { Page, ReviewQuery } from '../core/kept-grade.ts';
import { numberAfter, pageOf } from './pages.ts';
import { gradesWithAnswers, type JoinedRow } from './read-grades.ts';
import type { Tables } from './tables.ts';

/**
 * One page of the grades that wait for a person: first those with an open appeal, then the others, each the oldest first. A mark
 * names the stretch and the number in it.
 */
export async function reviewPage(database: Kysely<Tables>, query: ReviewQuery): Promise<Page<JoinedRow>> {
  const { limit } = query;
  const [stretch, after] = placeOf(query.after);
  const appealed = stretch === 'appealed' ? await appealedRows(database, query, after) : [];
  if (query.appealed === true || appealed.length > limit) return pageOf(appealed, limit, ({ number }) => `a${number}`);
  const others = await otherRows(
    database,
    { ...query, limit: limit - appealed.length },
    stretch === 'other' ? after : 0,
  );
  return pageOf([...appealed, ...others], limit, (row) => (others.includes(row) ? `o${row.number}` : `a${row.number}`));
}

function placeOf(after: string | undefined): ['appealed' | 'other', number] {
  if (after === undefined) return ['appealed', 0];
  return [after.startsWith('a') ? 'appealed' : 'other', numberAfter(after.replace(/^[ao]/, ''))];
}

async function appealedRows(database: Kysely<Tables>, query: ReviewQuery, after: number): Promise<JoinedRow[]> {
  return cut(database, query, after)
    .where('grades.id', 'in', (inner) =>
      inner.selectFrom('appeals').select('appeals.grade').where('appeals.answered_by', 'is', null),
    )
    .execute();
}

async function otherRows(database: Kysely<Tables>, query: ReviewQuery, after: number): Promise<JoinedRow[]> {
  const rows = cut(database, query, after).where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('appeals')
          .select('appeals.id')
          .whereRef('appeals.grade', '=', 'grades.id')
          .where('appeals.answered_by', 'is', null),
      ),
    ),
  );
  if (query.decided === true)
    return rows
      .where(({ eb, or, exists, selectFrom }) =>
        or([
          eb('grades.needs_review', '=', 1),
          eb('alike.answer', 'is not', null),
          exists(selectFrom('decisions').select('decisions.id').whereRef('decisions.grade', '=', 'grades.id')),
        ]),
      )
      .execute();
  const open = rows.where(({ not, exists, selectFrom }) =>
    not(exists(selectFrom('decisions').select('decisions.id').whereRef('decisions.grade', '=', 'grades.id'))),
  );
  // Two queries, each of which has an index: together they would read through all grades.
  const asking = await open.where('grades.needs_review', '=', 1).execute();
  const alike = await open
    .where('grades.needs_review', '=', 0)
    .where('grades.number', 'in', alikeNumbers(database, query.batch))
    .execute();
  return [...asking, ...alike].toSorted((a, b) => a.number - b.number).slice(0, query.limit + 1);
}

function cut(database: Kysely<Tables>, { batch, question, reason, limit }: ReviewQuery, after: number) {
  let rows = gradesWithAnswers(database)
    .where('grades.replaced_by', 'is', null)
    .where('grades.number', '>', after)
    .orderBy('grades.number')
    .limit(limit + 1);
  if (batch !== undefined) rows = rows.where('grades.batch', '=', batch);
  if (question !== undefined) rows = rows.where('grades.question', '=', question);
  if (reason === 'same_as_another_answer') return rows.where('grades.number', 'in', alikeNumbers(database, batch));
  if (reason !== undefined) rows = rows.where('grades.reasons', 'like', `% ${reason} %`);
  return rows;
}

/** The grades in force of answers that are like others: few, and found without looking at any other. */
function alikeNumbers(database: Kysely<Tables>, batch: string | undefined) {
  const alike = database.selectFrom('alike').select('alike.answer');
  return database
    .selectFrom('grades as like_another')
    .select('like_another.number')
    .where('like_another.replaced_by', 'is', null)
    .where('like_another.answer', 'in', batch === undefined ? alike : alike.where('alike.batch', '=', batch));
}
