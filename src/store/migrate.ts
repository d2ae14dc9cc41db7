import type { Kysely, Transaction } from 'kysely';
import { InvalidInput } from '../core/errors.ts';
import type { Dialect } from './dialect.ts';
import { tables } from './migrations/0001-tables.ts';
import { accessKeys } from './migrations/0002-access-keys.ts';
import { alike } from './migrations/0003-alike.ts';
import { invitations } from './migrations/0004-invitations.ts';
import { endedSessions } from './migrations/0005-ended-sessions.ts';
import { reviewOfBatch } from './migrations/0006-review-of-batch.ts';
import type { Tables } from './tables.ts';

/** One step of the schema. Its number is its place in the list. */
export type Migration = {
  readonly name: string;
  readonly up: (database: Transaction<Tables>, dialect: Dialect) => Promise<void>;
};

/** Every step, the same for both databases. Once released, a step is never edited: a change is another step at the end. */
const migrations: readonly Migration[] = [tables, accessKeys, alike, invitations, endedSessions, reviewOfBatch];

/**
 * Brings the schema up to date, in one transaction under a lock: of two processes that start at once, one does it and the
 * other finds it done. (Kysely's own migrator holds no lock between processes on SQLite.)
 *
 * @param place - the file or the setting that names the database, for the error
 * @throws {InvalidInput} when a newer version of the program has been there
 */
export async function migrate(database: Kysely<Tables>, dialect: Dialect, place: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await dialect.lockSchema(transaction);
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    const { done } = await transaction
      .selectFrom('migrations')
      .select(({ fn }) => fn.countAll<number>().as('done'))
      .executeTakeFirstOrThrow();
    if (done > migrations.length) {
      const message = `was brought to step ${done} of the schema by a newer version, this one knows ${migrations.length}; use the newer version, or restore a backup`;
      throw new InvalidInput(place, [{ field: '', message }]);
    }
    for (const [index, { name, up }] of migrations.entries()) {
      if (index < done) continue;
      await up(transaction, dialect);
      await transaction
        .insertInto('migrations')
        .values({ number: index + 1, name, created_at: new Date().toISOString() })
        .execute();
    }
  });
}
