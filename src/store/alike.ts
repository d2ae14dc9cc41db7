import type { Kysely, Transaction } from 'kysely';
import type { Alike } from '../core/alike.ts';
import type { Dialect } from './dialect.ts';
import { openStates } from './queue/end-batch.ts';
import type { Tables } from './tables.ts';

/** Keeps what was found of a batch's answers, by position. Answers that were deleted meanwhile are left out. */
export async function keepAlike(
  transaction: Transaction<Tables>,
  dialect: Dialect,
  { batch, alike }: { readonly batch: string; readonly alike: ReadonlyMap<number, Alike> },
): Promise<void> {
  for (const positions of dialect.portions([...alike.keys()])) {
    const items = await transaction
      .selectFrom('items')
      .select(['position', 'answer'])
      .where('batch', '=', batch)
      .where('position', 'in', positions)
      .execute();
    const rows = items.flatMap(({ position, answer }) => {
      const found = alike.get(position);
      return found === undefined ? [] : [{ answer, batch, first: found.first, likeness: found.likeness }];
    });
    if (rows.length > 0)
      await transaction
        .insertInto('alike')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
  if (alike.size > 0) await dropLone(transaction, batch);
}

/** After answers were deleted: where one person is left of a group, theirs is like nobody's any more. */
export async function dropLone(transaction: Transaction<Tables>, batch: string): Promise<void> {
  const lone = transaction
    .selectFrom('alike')
    .innerJoin('answers', 'answers.key', 'alike.answer')
    .select('alike.first')
    .where('alike.batch', '=', batch)
    .groupBy('alike.first')
    // Who has no name is taken for somebody else each time.
    .having(
      ({ fn, eb }) =>
        eb(eb(fn.count('answers.candidate').distinct(), '+', fn.countAll()), '-', fn.count('answers.candidate')),
      '<',
      2,
    );
  await transaction.deleteFrom('alike').where('batch', '=', batch).where('first', 'in', lone).execute();
}

/** Grades in force that ask for a person for nothing but that their answer is like another's, and that nobody has decided. */
export async function countAlike(database: Kysely<Tables>, batch: string): Promise<number> {
  const { grades } = await database
    .selectFrom('alike')
    .innerJoin('items', 'items.answer', 'alike.answer')
    .innerJoin('grades', (join) =>
      join.onRef('grades.answer', '=', 'alike.answer').on('grades.replaced_by', 'is', null),
    )
    .where('alike.batch', '=', batch)
    .where('items.to_review', '=', 0)
    .where('items.state', 'not in', [...openStates, 'cancelled'])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('decisions').select('decisions.id').whereRef('decisions.grade', '=', 'grades.id'))),
    )
    .select(({ fn }) => fn.countAll<number>().as('grades'))
    .executeTakeFirstOrThrow();
  return grades;
}
