import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Tables } from '../tables.ts';
import { mostLostClaims } from './lost-claims.ts';

/** Where jobs end whose workers broke off too often. */
export const lostQueue = 'answer-grader.lost';

const day = 24 * 60 * 60;

/** A worker that the database has lost sight of, without having seen it go, loses its items after a minute. */
export const heartbeatSeconds = 60;

/** Starts pg-boss on a database. The first to do so makes its tables, in a schema of their own. */
export async function startBoss(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    // What counts goes over the store's own connections, in its transactions.
    max: 2,
    application_name: 'answer-grader queue',
    schedule: false,
    warningQueueSize: 100_000_000,
  });
  // It tries again by itself; whoever cannot go on without it hears of it from his own queries.
  boss.on('error', (error) => process.emitWarning(`the queue: ${error.message}`));
  await boss.start();
  await boss.createQueue(lostQueue, { retentionSeconds: 365 * day, retryLimit: 1_000_000 });
  return boss;
}

/** Makes the queue of a batch; harmless where there is one. */
export async function createBatchQueue(boss: PgBoss, batch: string): Promise<void> {
  await boss.createQueue(queueOf(batch), {
    retryLimit: mostLostClaims - 1,
    expireInSeconds: day,
    retentionSeconds: 10 * 365 * day,
    heartbeatSeconds,
    deadLetter: lostQueue,
  });
}

const prefix = 'answer-grader.batch.';

/** The queue of a batch. */
export function queueOf(batch: string): string {
  return `${prefix}${batch}`;
}

/** The batch of a queue; undefined where it is none of a batch. */
export function batchOfQueue(queue: string): string | undefined {
  return queue.startsWith(prefix) ? queue.slice(prefix.length) : undefined;
}

/** The id of an item's job: always the same, so that an item that is queued twice is queued once. */
export function jobIdOf(batch: string, position: number): string {
  const hash = createHash('sha256').update(`${batch}/${position}`).digest('hex');
  return [8, 12, 16, 20, 32].map((end, index, ends) => hash.slice(ends[index - 1] ?? 0, end)).join('-');
}

/** What a job says: which item it is. */
export type JobData = z.infer<typeof JobData>;
const JobData = z.object({ batch: z.string(), position: z.int() });

/** What a job says, parsed: over the store's connections JSON comes as text. */
export function jobDataOf(job: { readonly data: unknown }): JobData {
  return JobData.parse(typeof job.data === 'string' ? JSON.parse(job.data) : job.data);
}

/** Has pg-boss work inside a transaction of the store. */
export function within(transaction: Transaction<Tables>) {
  return { db: fromKysely(transaction) };
}
