import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/** States of an item that has not ended. */
export const openStates = ['waiting', 'running'] as const;

/**
 * Ends a batch that runs and has no open item left. Two transactions that end the last two items at the same time do not see each
 * other's: whoever may have ended the last one waits for the other here, and looks again.
 */
export async function endBatch(transaction: Transaction<Tables>, batch: string, now: string): Promise<void> {
  const waiting = await transaction
    .selectFrom('items')
    .select('position')
    .where('state', '=', 'waiting')
    .where('batch', '=', batch)
    .limit(1)
    .executeTakeFirst();
  if (waiting !== undefined) return;
  await lockBatch(transaction, batch);
  await transaction
    .updateTable('batches')
    .set({ state: 'done', ended_at: now })
    .where('id', '=', batch)
    .where('state', '=', 'running')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('items').select('position').where('state', 'in', openStates).where('items.batch', '=', batch),
        ),
      ),
    )
    .execute();
}

/** Makes other transactions that lock the same batch wait until this one ends. */
export async function lockBatch(transaction: Transaction<Tables>, batch: string): Promise<void> {
  await transaction
    .updateTable('batches')
    .set(({ ref }) => ({ name: ref('name') }))
    .where('id', '=', batch)
    .execute();
}
