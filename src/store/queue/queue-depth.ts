import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** How many items of batches wait, and how many are being graded, in the whole store. */
export async function queueDepth(
  database: Kysely<Tables>,
): Promise<{ readonly waiting: number; readonly running: number }> {
  const rows = await database
    .selectFrom('items')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'running'])
    .groupBy('state')
    .execute();
  const of = (state: string): number => rows.find((row) => row.state === state)?.count ?? 0;
  return { waiting: of('waiting'), running: of('running') };
}
