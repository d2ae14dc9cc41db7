import { type Insertable, sql, type Transaction } from 'kysely';
import type { ClaimedItem, ItemOutcome } from '../../core/batch.ts';
import { storedText } from '../../text/stored-text.ts';
import type { Dialect } from '../dialect.ts';
import { gradeRow, handOnAppeals, itemColumns } from '../keep-grades.ts';
import type { Tables } from '../tables.ts';
import { endBatch } from './end-batch.ts';

/** An item that was graded, or could not be. */
export type Finished = { readonly item: ClaimedItem; readonly outcome: ItemOutcome };

/**
 * Writes what became of items, once each: an item that has ended before keeps what it has, whoever ended it. A batch that loses
 * its last open item ends.
 *
 * @returns the items that were still open
 */
export async function finishItems(
  transaction: Transaction<Tables>,
  dialect: Dialect,
  { finished, now }: { readonly finished: readonly Finished[]; readonly now: string },
): Promise<ReadonlySet<ClaimedItem>> {
  const written = new Set<ClaimedItem>();
  for (const portion of dialect.portions(finished))
    for (const item of await finishPortion(transaction, portion, now)) written.add(item);
  for (const batch of new Set([...written].map((item) => item.batch))) await endBatch(transaction, batch, now);
  return written;
}

async function finishPortion(
  transaction: Transaction<Tables>,
  finished: readonly Finished[],
  now: string,
): Promise<readonly ClaimedItem[]> {
  const ended = await endItems(transaction, finished);
  const byPlace = new Map(ended.map(({ batch, position, answer }) => [place(batch, position), answer]));
  const written = finished.filter(({ item }) => byPlace.has(place(item.batch, item.position)));
  const rows = written.flatMap(({ item, outcome }) => {
    const answer = byPlace.get(place(item.batch, item.position));
    return answer === undefined || 'ungraded' in outcome ? [] : [rowOf(item, answer, outcome, now)];
  });
  if (rows.length > 0) {
    const replaced = await takePlaceOfOld(transaction, rows);
    await transaction.insertInto('grades').values(rows).execute();
    for (const { old, by } of replaced) await handOnAppeals(transaction, old, by);
  }
  return written.map(({ item }) => item);
}

/** One statement for all of a portion: it locks the rows, so that of two who end the same item one finds it ended. */
async function endItems(transaction: Transaction<Tables>, finished: readonly Finished[]) {
  const values = finished.map(({ item, outcome }) => {
    const shown = 'ungraded' in outcome ? ungraded(outcome.ungraded) : { ...itemColumns(outcome.grade), reason: null };
    const { state, reason, to_review, fell_back, cost_amount, cost_currency } = shown;
    return sql`(${item.batch}, cast(${item.position} as integer), ${state}, ${reason}, cast(${to_review} as integer), cast(${fell_back} as integer), cast(${cost_amount} as double precision), ${cost_currency})`;
  });
  const { rows } = await sql<{ batch: string; position: number; answer: string }>`
    with ended (batch, position, state, reason, to_review, fell_back, cost_amount, cost_currency) as (values ${sql.join(values)})
    update items set
      state = ended.state, reason = ended.reason, to_review = ended.to_review, fell_back = ended.fell_back,
      cost_amount = ended.cost_amount, cost_currency = ended.cost_currency, claimed_by = null, claimed_until = null
    from ended
    where items.batch = ended.batch and items.position = ended.position and items.state in ('waiting', 'running')
    returning items.batch, items.position, items.answer`.execute(transaction);
  return rows;
}

function ungraded(reason: string) {
  return {
    ...{ state: 'ungraded', reason: storedText(reason), to_review: 0, fell_back: 0 },
    ...{ cost_amount: null, cost_currency: null },
  };
}

function rowOf(
  item: ClaimedItem,
  answer: string,
  { grade, wording }: Extract<ItemOutcome, { readonly grade: unknown }>,
  now: string,
): Insertable<Tables['grades']> {
  const kept = { ...item.submission, key: answer, batch: item.batch, createdAt: now };
  return gradeRow({ answer: kept, grade, wording, createdAt: now });
}

/** Where an answer is graded again, the grade that was in force stands behind the new one. */
async function takePlaceOfOld(transaction: Transaction<Tables>, rows: readonly Insertable<Tables['grades']>[]) {
  const old = await transaction
    .selectFrom('grades')
    .select(['id', 'answer'])
    .where(
      'answer',
      'in',
      rows.map(({ answer }) => answer),
    )
    .where('replaced_by', 'is', null)
    .execute();
  const newOf = new Map(rows.map(({ answer, id }) => [answer, id]));
  const replaced = old.flatMap(({ id, answer }) => {
    const by = newOf.get(answer);
    return by === undefined ? [] : [{ old: id, by }];
  });
  for (const { old, by } of replaced)
    await transaction.updateTable('grades').set({ replaced_by: by }).where('id', '=', old).execute();
  return replaced;
}

function place(batch: string, position: number): string {
  return `${batch}/${position}`;
}
