import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { equalPortions, halvingPortions } from './portions.ts';
import type { Tables } from './tables.ts';

/** In what the two databases differ. Everything else is the same code for both. */
export type Dialect = {
  readonly name: 'sqlite' | 'postgres';
  readonly json: 'text' | 'jsonb';
  /** Text that is compared byte by byte, whatever language the database was made for: times, states, keys. */
  readonly code: RawBuilder<unknown>;
  /** A primary key that counts up; no number ever comes again. */
  readonly number: RawBuilder<unknown>;
  /** Cuts rows into portions, each of them for one statement. */
  readonly portions: <Row>(rows: readonly Row[]) => Iterable<readonly Row[]>;
  /** Holds up every other process that wants the same, until the transaction ends. */
  readonly lockSchema: (transaction: Transaction<Tables>) => Promise<void>;
  /** Holds up every other transaction that wants the same of a table, until this one ends. */
  readonly lockTable: (transaction: Transaction<Tables>, table: keyof Tables) => Promise<void>;
  /** Makes sure that nothing deleted is left in the files. */
  readonly forget: (database: Kysely<Tables>) => Promise<void>;
};

export const sqlite: Dialect = {
  name: 'sqlite',
  json: 'text',
  code: sql`text`,
  number: sql`integer primary key autoincrement`,
  // A row costs as much in a statement over 32 as over 500, one of which takes half a megabyte prepared, for each number of rows anew.
  portions: (rows) => halvingPortions(rows, 32),
  // A transaction is begun as a writer's (`begin immediate`): it is the lock.
  lockSchema: async () => undefined,
  lockTable: async () => undefined,
  // What `secure_delete` has wiped from the pages of the file still stands in the log until that is cut.
  forget: cutLog,
};

/** A process that reads just then holds the log; one that never stops reading is not waited for. */
async function cutLog(database: Kysely<Tables>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(database);
    if (rows[0]?.busy === 0) return;
    await wait(20);
  }
}

/** An arbitrary number that no other program on the same database is likely to lock. */
const schemaLock = 7_355_608_213;

export const postgres: Dialect = {
  name: 'postgres',
  json: 'jsonb',
  code: sql`text collate "C"`,
  number: sql`bigint generated always as identity primary key`,
  // A statement takes so many parameters and no more, and each one a journey to the server.
  portions: (rows) => equalPortions(rows, 500),
  lockSchema: async (transaction) =>
    void (await sql`select pg_advisory_xact_lock(${sql.lit(schemaLock)})`.execute(transaction)),
  lockTable: async (transaction, table) =>
    void (await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(transaction)),
  forget: async () => undefined,
};
