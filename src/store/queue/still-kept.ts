import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Those of some batches that were not removed meanwhile: the queue of one that was is gone, and to speak of it would be an error. */
export async function stillKept(database: Kysely<Tables>, batches: readonly string[]): Promise<readonly string[]> {
  if (batches.length === 0) return [];
  const rows = await database.selectFrom('batches').select('id').where('id', 'in', batches).execute();
  return rows.map(({ id }) => id);
}
