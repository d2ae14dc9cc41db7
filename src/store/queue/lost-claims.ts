import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { isGone } from './claim-owner.ts';
import { endBatch } from './end-batch.ts';

/** An item whose grader broke off so often is given up: it is likely the answer that breaks it. */
export const mostLostClaims = 10;

/**
 * Takes back what is claimed by nobody any more: by a process that has ended, or by one that has not renewed its claims. The
 * items wait again.
 *
 * @param owner - whoever asks; his own claims are left alone
 */
export async function takeBackLost(database: Kysely<Tables>, owner: string): Promise<void> {
  const now = new Date().toISOString();
  const claims = await database
    .selectFrom('items')
    .select(['claimed_by', ({ fn }) => fn.min('claimed_until').as('until')])
    .where('state', '=', 'running')
    .groupBy('claimed_by')
    .execute();
  const lost = claims.flatMap(({ claimed_by: by, until }) =>
    by !== null && by !== owner && (isGone(by) || until === null || until < now) ? [by] : [],
  );
  if (lost.length > 0) await database.transaction().execute((transaction) => takeBack(transaction, lost, now));
}

async function takeBack(transaction: Transaction<Tables>, owners: readonly string[], now: string): Promise<void> {
  const lost = transaction.updateTable('items').where('state', '=', 'running').where('claimed_by', 'in', owners);
  const free = { claimed_by: null, claimed_until: null, lost_claims: sql<number>`lost_claims + 1` };
  const reason = `whoever graded it broke off ${mostLostClaims} times`;
  const ended = await lost
    .where('lost_claims', '>=', mostLostClaims - 1)
    .set({ ...free, state: 'ungraded', reason })
    .returning('batch')
    .execute();
  await lost.set({ ...free, state: 'waiting' }).execute();
  for (const batch of new Set(ended.map(({ batch }) => batch))) await endBatch(transaction, batch, now);
}
