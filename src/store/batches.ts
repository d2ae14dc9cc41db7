import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { BatchStore } from '../core/batch.ts';
import { InvalidInput, NotFound } from '../core/errors.ts';
import type { Submission } from '../core/submission.ts';
import { storedText } from '../text/stored-text.ts';
import { keepAlike } from './alike.ts';
import { batchOf, readItems, readProgress } from './batch-rows.ts';
import type { Dialect } from './dialect.ts';
import { answerRow } from './keep-grades.ts';
import { endBatch, lockBatch, openStates } from './queue/end-batch.ts';
import type { QueueEngine } from './queue/queue-engine.ts';
import { storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

/** The batches of a store. */
export function openBatches(database: Kysely<Tables>, dialect: Dialect, engine: QueueEngine): BatchStore {
  const write = <T>(run: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    database.transaction().execute(run);

  return {
    async open({ name, fingerprint, engine: by, lang, judge, anew = false }) {
      const id = randomUUID();
      await engine.open(id);
      const found = await write(async (transaction) => {
        if (anew) await giveUpFingerprint(transaction, fingerprint);
        await transaction
          .insertInto('batches')
          .values({
            ...{ id, name: storedText(name), state: 'filling', engine: by, lang, judge, fingerprint },
            faults: '[]',
            created_at: now(),
            ended_at: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return transaction
          .selectFrom('batches')
          .selectAll()
          .where('fingerprint', '=', fingerprint)
          .where('state', '<>', 'cancelled')
          .executeTakeFirstOrThrow();
      });
      if (found.id !== id) await engine.close(id);
      return { batch: batchOf(found), known: found.id !== id };
    },

    add: (batch, from, submissions) =>
      write(async (transaction) => {
        const { state } = await rowOf(transaction, batch);
        if (state === 'cancelled')
          throw new InvalidInput(`batch ${batch}`, [{ field: '', message: 'was cancelled', zh: '这个批次已经取消' }]);
        let position = from;
        for (const portion of dialect.portions(submissions)) {
          const added = await addItems(transaction, batch, position, portion);
          if (added.length > 0) await engine.enqueue(transaction, batch, added);
          position += portion.length;
        }
      }),

    seal: (batch, faults, alike = new Map()) =>
      write(async (transaction) => {
        await keepAlike(transaction, dialect, { batch, alike });
        await transaction
          .updateTable('batches')
          .set({ state: 'running', faults: storedJson(faults) })
          .where('id', '=', batch)
          .where('state', '=', 'filling')
          .execute();
        await endBatch(transaction, batch, now());
      }),

    async find(batch) {
      const row = await database.selectFrom('batches').selectAll().where('id', '=', batch).executeTakeFirst();
      return row === undefined ? undefined : batchOf(row);
    },

    async list({ after, limit }) {
      let rows = database.selectFrom('batches').selectAll().orderBy('number', 'desc').limit(limit);
      if (after !== undefined) rows = rows.where('number', '<', (await rowOf(database, after)).number);
      return (await rows.execute()).map(batchOf);
    },

    progress: (batch) => readProgress(database, batch),
    items: (batch, query) => readItems(database, batch, query),

    cancel: (batch) =>
      write(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('batches')
          // Another batch may be made of the same answers from now on.
          .set({ state: 'cancelled', ended_at: now(), fingerprint: retired })
          .where('id', '=', batch)
          .where('state', 'in', ['filling', 'running'])
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return;
        await transaction
          .updateTable('items')
          .set({ state: 'cancelled', claimed_by: null, claimed_until: null })
          .where('batch', '=', batch)
          .where('state', 'in', openStates)
          .execute();
      }),

    retry: (batch) =>
      write(async (transaction) => {
        await lockBatch(transaction, batch);
        await engine.open(batch);
        const { state } = await rowOf(transaction, batch);
        const again = await transaction
          .updateTable('items')
          .set({ state: 'waiting', reason: null, lost_claims: 0, to_review: 0, fell_back: 0 })
          .where('batch', '=', batch)
          .where(({ or, and, eb }) =>
            or([
              eb('state', 'in', ['ungraded', 'cancelled']),
              and([eb('state', '=', 'graded'), eb('fell_back', '=', 1)]),
            ]),
          )
          .returning('position')
          .execute();
        if (again.length === 0) return 0;
        if (state !== 'filling')
          await transaction
            .updateTable('batches')
            .set({ state: 'running', ended_at: null })
            .where('id', '=', batch)
            .execute();
        const positions = again.map(({ position }) => position).sort((a, b) => a - b);
        for (const portion of dialect.portions(positions)) await engine.enqueue(transaction, batch, portion);
        return positions.length;
      }),

    async remove(batch) {
      await database.deleteFrom('batches').where('id', '=', batch).execute();
      await engine.close(batch);
      await dialect.forget(database);
    },
  };
}

/** A fingerprint by which a batch is not found any more. */
const retired = sql<string>`fingerprint || '#' || id`;

async function giveUpFingerprint(transaction: Transaction<Tables>, fingerprint: string): Promise<void> {
  await transaction
    .updateTable('batches')
    .set({ fingerprint: retired })
    .where('fingerprint', '=', fingerprint)
    .where('state', '<>', 'cancelled')
    .execute();
}

/** Adds answers and their items, and gives the positions of those that were not there yet. */
async function addItems(
  transaction: Transaction<Tables>,
  batch: string,
  from: number,
  submissions: readonly Submission[],
): Promise<readonly number[]> {
  const created = now();
  // The key of an answer is its place: what is added again is recognised by it.
  const keyOf = (index: number): string => `${batch}/${from + index}`;
  await transaction
    .insertInto('answers')
    .values(submissions.map((one, index) => answerRow({ ...one, key: keyOf(index), batch, createdAt: created })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const added = await transaction
    .insertInto('items')
    .values(
      submissions.map((_, index) => ({
        ...{ batch, position: from + index, answer: keyOf(index), state: 'waiting' as const, reason: null },
        ...{ claimed_by: null, claimed_until: null, cost_amount: null, cost_currency: null },
      })),
    )
    .onConflict((conflict) => conflict.columns(['batch', 'position']).doNothing())
    .returning('position')
    .execute();
  return added.map(({ position }) => position).sort((a, b) => a - b);
}

async function rowOf(database: Kysely<Tables>, batch: string) {
  const row = await database.selectFrom('batches').selectAll().where('id', '=', batch).executeTakeFirst();
  if (row === undefined) throw new NotFound('batch', batch);
  return row;
}

function now(): string {
  return new Date().toISOString();
}
