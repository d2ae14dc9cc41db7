import type { Kysely, Transaction } from 'kysely';
import type { BatchQueue, ClaimedItem } from '../../core/batch.ts';
import { sqlite } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { giveUpOwner, nameOwner } from './claim-owner.ts';
import { portionOf, withSubmissions } from './claimed-items.ts';
import { finishItems } from './finish-items.ts';
import { takeBackLost } from './lost-claims.ts';
import { nextBatches, type OpenBatch } from './next-batches.ts';
import { noEngine, type QueueEngine } from './queue-engine.ts';

/** A claim lasts so long unless it is renewed: for processes of which it cannot be told whether they are there. */
const leaseMs = 60_000;
const renewMs = 20_000;
/** How often it is looked for claims that were lost. */
const lookMs = 1_000;

/** The embedded queue: the items themselves. */
export function openSqliteQueue(database: Kysely<Tables>): {
  readonly queue: BatchQueue;
  readonly engine: QueueEngine;
} {
  const owner = nameOwner();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let lastBatch = '';
  const renewal = setInterval(() => {
    // What cannot be renewed now is renewed the next time, or taken up by somebody else.
    renew().catch(() => undefined);
  }, renewMs).unref();

  async function renew(): Promise<void> {
    await database
      .updateTable('items')
      .set({ claimed_until: leaseEnd() })
      .where('state', '=', 'running')
      .where('claimed_by', '=', owner)
      .execute();
  }

  const queue: BatchQueue = {
    async claim(query, most) {
      if (performance.now() - lookedAt >= lookMs) {
        lookedAt = performance.now();
        await takeBackLost(database, owner);
      }
      const [batch] = await nextBatches(database, query, { states: ['waiting'], after: lastBatch });
      if (batch === undefined) return [];
      lastBatch = batch.id;
      return database.transaction().execute((transaction) => claimOf(transaction, batch, { most, owner }));
    },

    complete: (results) =>
      database.transaction().execute(async (transaction) => {
        await finishItems(transaction, sqlite, { finished: results, now: new Date().toISOString() });
      }),

    async release(items) {
      for (const [batch, ofBatch] of Map.groupBy(items, (item) => item.batch))
        await database
          .updateTable('items')
          .set({ state: 'waiting', claimed_by: null, claimed_until: null })
          .where('batch', '=', batch)
          .where(
            'position',
            'in',
            ofBatch.map(({ position }) => position),
          )
          .where('state', '=', 'running')
          .where('claimed_by', '=', owner)
          .execute();
    },

    async close() {
      clearInterval(renewal);
      giveUpOwner(owner);
    },
  };
  return { queue, engine: noEngine };
}

function leaseEnd(): string {
  return new Date(Date.now() + leaseMs).toISOString();
}

async function claimOf(
  transaction: Transaction<Tables>,
  batch: OpenBatch,
  { most, owner }: { readonly most: number; readonly owner: string },
): Promise<readonly ClaimedItem[]> {
  const waiting = transaction
    .selectFrom('items')
    .where('state', '=', 'waiting')
    .where('batch', '=', batch.id)
    .orderBy('position');
  const portion = await portionOf(transaction, batch.id, most);
  const claimed = await transaction
    .updateTable('items')
    .set({ state: 'running', claimed_by: owner, claimed_until: leaseEnd() })
    .where('batch', '=', batch.id)
    .where('position', 'in', waiting.select('position').limit(portion))
    .returning(['position', 'answer'])
    .execute();
  return withSubmissions(transaction, sqlite, { batch, claimed });
}
