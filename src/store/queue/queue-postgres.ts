import type { Kysely, Transaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { BatchQueue, ClaimedItem } from '../../core/batch.ts';
import { postgres } from '../dialect.ts';
import { type Once, once } from '../once.ts';
import type { Session } from '../session.ts';
import type { Tables } from '../tables.ts';
import { createBatchQueue, heartbeatSeconds, jobDataOf, jobIdOf, queueOf, startBoss, within } from './boss.ts';
import { portionOf, withSubmissions } from './claimed-items.ts';
import { openStates } from './end-batch.ts';
import { finishItems } from './finish-items.ts';
import { nextBatches, type OpenBatch } from './next-batches.ts';
import { enterPresence, type Presence } from './presence.ts';
import type { QueueEngine } from './queue-engine.ts';
import { stillKept } from './still-kept.ts';
import { removeOldQueues, sweep } from './sweep.ts';

/** How often it is looked for claims that were lost. */
const lookMs = 1_000;

/** How often it is looked for queues that nobody needs any more. */
const tidyMs = 10 * 60 * 1_000;

/** Someone who takes up items: the engine, and the lock by which the others see him. */
type Taker = { readonly boss: PgBoss; readonly presence: Presence };

/**
 * The queue on PostgreSQL: pg-boss, with one queue a batch and one job an item. Whatever it does to a job happens in the
 * transaction that changes the item. Nothing is started before it is needed.
 */
export function openPostgresQueue(
  database: Kysely<Tables>,
  { url, session }: { readonly url: string; readonly session: Once<Session> },
): { readonly queue: BatchQueue; readonly engine: QueueEngine } {
  const boss = once(() => startBoss(url));
  const taker = once(async (): Promise<Taker> => {
    return { boss: await boss.get(), presence: await enterPresence(await session.get()) };
  });
  const held = new Map<string, ClaimedItem>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let tidiedAt = performance.now();
  let lastBatch = '';
  const heartbeat = setInterval(
    () => {
      // What cannot be said now is said the next time, or the items are taken over.
      beat().catch(() => undefined);
    },
    (heartbeatSeconds * 1_000) / 3,
  ).unref();

  async function beat(): Promise<void> {
    const jobs = jobsOf([...held.values()]);
    for (const batch of await stillKept(database, [...jobs.keys()]))
      await (await boss.get()).touch(queueOf(batch), jobs.get(batch) ?? []);
  }

  async function claimOf(by: Taker, batch: OpenBatch, most: number): Promise<readonly ClaimedItem[]> {
    return database.transaction().execute(async (transaction) => {
      const batchSize = await portionOf(transaction, batch.id, most);
      const jobs = await by.boss.fetch(queueOf(batch.id), { batchSize, ...within(transaction) });
      if (jobs.length === 0) return [];
      const claimed = await transaction
        .updateTable('items')
        .set({ state: 'running', claimed_by: by.presence.owner })
        .where('batch', '=', batch.id)
        .where(
          'position',
          'in',
          jobs.map((job) => jobDataOf(job).position),
        )
        .where('state', 'in', openStates)
        .returning(['position', 'answer'])
        .execute();
      const open = new Set(claimed.map(({ position }) => jobIdOf(batch.id, position)));
      const ended = jobs.map(({ id }) => id).filter((id) => !open.has(id));
      if (ended.length > 0) await by.boss.deleteJob(queueOf(batch.id), ended, within(transaction));
      return withSubmissions(transaction, postgres, { batch, claimed });
    });
  }

  const queue: BatchQueue = {
    async claim(query, most) {
      const by = await taker.get();
      if (performance.now() - lookedAt >= lookMs) {
        lookedAt = performance.now();
        await sweep(database, by.boss, by.presence);
      }
      if (performance.now() - tidiedAt >= tidyMs) {
        tidiedAt = performance.now();
        await removeOldQueues(database, by.boss);
      }
      for (const batch of await nextBatches(database, query, { states: openStates, after: lastBatch })) {
        const items = await claimOf(by, batch, most);
        lastBatch = batch.id;
        for (const item of items) held.set(jobIdOf(item.batch, item.position), item);
        if (items.length > 0) return items;
      }
      return [];
    },

    async complete(results) {
      const started = await boss.get();
      await database.transaction().execute(async (transaction) => {
        // Jobs before items, as when they are claimed: two that meet wait for each other in one order.
        const jobs = jobsOf(results.map(({ item }) => item));
        for (const batch of await stillKept(transaction, [...jobs.keys()]))
          await started.deleteJob(queueOf(batch), jobs.get(batch) ?? [], within(transaction));
        await finishItems(transaction, postgres, { finished: results, now: new Date().toISOString() });
      });
      for (const { item } of results) held.delete(jobIdOf(item.batch, item.position));
    },

    async release(items) {
      if (items.length === 0) return;
      const { boss: started, presence } = await taker.get();
      await database.transaction().execute(async (transaction) => {
        for (const [batch, ofBatch] of Map.groupBy(items, (item) => item.batch)) {
          const mine = await transaction
            .updateTable('items')
            .set({ state: 'waiting', claimed_by: null })
            .where('batch', '=', batch)
            .where(
              'position',
              'in',
              ofBatch.map(({ position }) => position),
            )
            .where('state', '=', 'running')
            .where('claimed_by', '=', presence.owner)
            .returning('position')
            .execute();
          // A job that is made anew has been tried by nobody: it was given back, not lost.
          const positions = mine.map(({ position }) => position);
          const ids = positions.map((position) => jobIdOf(batch, position));
          if (ids.length > 0) await started.deleteJob(queueOf(batch), ids, within(transaction));
          await insertJobs(started, transaction, batch, positions);
        }
      });
      for (const { batch, position } of items) held.delete(jobIdOf(batch, position));
    },

    async close() {
      clearInterval(heartbeat);
      await (await taker.ifMade())?.presence.leave();
      await (await boss.ifMade())?.stop({ graceful: false });
    },
  };

  const engine: QueueEngine = {
    open: async (batch) => createBatchQueue(await boss.get(), batch),
    enqueue: async (transaction, batch, positions) => insertJobs(await boss.get(), transaction, batch, positions),
    close: async (batch) => (await boss.get()).deleteQueue(queueOf(batch)),
  };
  return { queue, engine };
}

async function insertJobs(
  boss: PgBoss,
  transaction: Transaction<Tables>,
  batch: string,
  positions: readonly number[],
): Promise<void> {
  if (positions.length === 0) return;
  const jobs = positions.map((position) => ({ id: jobIdOf(batch, position), data: { batch, position } }));
  await boss.insert(queueOf(batch), jobs, within(transaction));
}

/** The ids of items' jobs, by batch. */
function jobsOf(items: readonly ClaimedItem[]): Map<string, string[]> {
  const byBatch = Map.groupBy(items, ({ batch }) => batch);
  return new Map(
    [...byBatch].map(([batch, ofBatch]) => [batch, ofBatch.map(({ position }) => jobIdOf(batch, position))]),
  );
}
