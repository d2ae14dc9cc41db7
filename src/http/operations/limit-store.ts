import { CompiledQuery, sql } from 'kysely';
import type { Store } from '../../store/open-store.ts';
import { type LimitStore, limitTable } from './limits.ts';

/** The store as a place for limits that a fleet shares; undefined where it is a file of one machine. */
export async function openLimitStore({ database, dialect }: Store): Promise<LimitStore | undefined> {
  if (dialect.name !== 'postgres') return undefined;
  // Processes that start at once would trip over each other: PostgreSQL does not make one table twice, even if it does not exist.
  await database.transaction().execute(async (transaction) => {
    await dialect.lockSchema(transaction);
    await sql`create table if not exists ${sql.table(limitTable)}
      (key varchar(255) primary key, points integer not null, expire bigint)`.execute(transaction);
  });
  return {
    query: async ({ text, values = [] }) => {
      const { rows } = await database.executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: rows.length };
    },
  };
}
