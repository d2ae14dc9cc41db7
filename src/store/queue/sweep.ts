import { type Kysely, sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Tables } from '../tables.ts';
import { batchOfQueue, jobDataOf, jobIdOf, lostQueue, queueOf, within } from './boss.ts';
import { endBatch, lockBatch } from './end-batch.ts';
import { mostLostClaims } from './lost-claims.ts';
import type { Presence } from './presence.ts';
import { stillKept } from './still-kept.ts';

/** Dead letters that are seen to at a time. */
const mostLetters = 100;

/**
 * Sees to what others have left: items of workers that are gone wait again at once, and items whose workers broke off too often are
 * given up.
 */
export async function sweep(database: Kysely<Tables>, boss: PgBoss, presence: Presence): Promise<void> {
  await takeBackLost(database, boss, presence);
  await giveUpLost(database, boss);
}

async function takeBackLost(database: Kysely<Tables>, boss: PgBoss, presence: Presence): Promise<void> {
  const owners = await database
    .selectFrom('items')
    .select('claimed_by')
    .distinct()
    .where('state', '=', 'running')
    .where('claimed_by', 'is not', null)
    .execute();
  if (owners.length === 0) return;
  const present = await presence.present();
  if (present === undefined) return;
  const gone = owners.flatMap(({ claimed_by: owner }) => (owner === null || present.has(owner) ? [] : [owner]));
  if (gone.length === 0) return;
  await database.transaction().execute(async (transaction) => {
    const lost = await transaction
      .updateTable('items')
      .set({ state: 'waiting', claimed_by: null, lost_claims: sql`lost_claims + 1` })
      .where('state', '=', 'running')
      .where('claimed_by', 'in', gone)
      .returning(['batch', 'position'])
      .execute();
    for (const [batch, items] of Map.groupBy(lost, (item) => item.batch)) {
      const ids = items.map(({ position }) => jobIdOf(batch, position));
      await boss.fail(queueOf(batch), ids, { message: 'its worker is gone' }, within(transaction));
    }
  });
}

async function giveUpLost(database: Kysely<Tables>, boss: PgBoss): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const letters = await boss.fetch(lostQueue, { batchSize: mostLetters, ...within(transaction) });
    if (letters.length === 0) return;
    await boss.deleteJob(
      lostQueue,
      letters.map(({ id }) => id),
      within(transaction),
    );
    const items = Map.groupBy(letters.map(jobDataOf), (item) => item.batch);
    for (const batch of await stillKept(transaction, [...items.keys()])) {
      const positions = (items.get(batch) ?? []).map(({ position }) => position);
      // The failed job goes as well: it would stand in the way of the item's next one.
      const ids = positions.map((position) => jobIdOf(batch, position));
      await boss.deleteJob(queueOf(batch), ids, within(transaction));
      await transaction
        .updateTable('items')
        .set({
          ...{ state: 'ungraded', claimed_by: null },
          reason: `whoever graded it broke off ${mostLostClaims} times`,
        })
        .where('batch', '=', batch)
        .where('position', 'in', positions)
        .where('state', 'in', ['waiting', 'running'])
        .execute();
      await endBatch(transaction, batch, new Date().toISOString());
    }
  });
}

/** A batch that has ended may be retried soon; its queue is kept so long. */
const keepQueueMs = 60 * 60 * 1_000;

/** Removes the queues of batches that have ended some time ago. A retry makes a new one. */
export async function removeOldQueues(database: Kysely<Tables>, boss: PgBoss): Promise<void> {
  const before = new Date(Date.now() - keepQueueMs).toISOString();
  for (const { name } of await boss.getQueues()) {
    const id = batchOfQueue(name);
    if (id === undefined) continue;
    await database.transaction().execute(async (transaction) => {
      // A retry waits for it, and then makes the queue anew.
      await lockBatch(transaction, id);
      const batch = await transaction
        .selectFrom('batches')
        .select(['state', 'ended_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      const over = batch === undefined ? false : batch.ended_at !== null && batch.ended_at < before;
      if (over) await boss.deleteQueue(name);
    });
  }
}
