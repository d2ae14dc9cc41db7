import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { KeyStore } from '../core/access-key.ts';
import type { BatchQueue, BatchStore } from '../core/batch.ts';
import type { EndedSessions } from '../core/ended-sessions.ts';
import type { InvitationStore } from '../core/invitation.ts';
import type { GradeStore } from '../core/kept-grade.ts';
import type { TranscriptStore } from '../core/turn.ts';
import { openBatches } from './batches.ts';
import { type Dialect, postgres, sqlite } from './dialect.ts';
import { openEndedSessions } from './ended-sessions.ts';
import type { Fleet } from './fleet.ts';
import { openGrades } from './grades.ts';
import { openInvitations } from './invitations.ts';
import { openKeepingThread } from './keep-on-thread.ts';
import { openKeys } from './keys.ts';
import { migrate } from './migrate.ts';
import { once } from './once.ts';
import type { QueueEngine } from './queue/queue-engine.ts';
import { openSqliteQueue } from './queue/queue-sqlite.ts';
import { releasingLater } from './queue/release-later.ts';
import { openSharedReplies } from './shared-replies.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { openTranscripts } from './transcripts.ts';

/** An open store. */
export type Store = AsyncDisposable & {
  readonly grades: GradeStore;
  readonly batches: BatchStore;
  readonly queue: BatchQueue;
  readonly transcripts: TranscriptStore;
  readonly keys: KeyStore;
  readonly invitations: InvitationStore;
  readonly endedSessions: EndedSessions;
  /** What is shared with other machines; undefined on the embedded store. */
  readonly fleet: Fleet | undefined;
  readonly database: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  /** Ends everything, after what was begun has been written. */
  readonly close: () => Promise<void>;
};

/** The file of the embedded store in the folder of data. */
export function storeFile(data: string): string {
  return join(data, 'store.sqlite');
}

/**
 * Opens the store: PostgreSQL where a URL is given, else one SQLite file in the folder of data. The schema is brought up
 * to date.
 *
 * @throws {InvalidInput} naming the file or `DATABASE_URL`, when it cannot be opened
 */
export async function openStore(place: {
  readonly data: string;
  readonly databaseUrl?: string | undefined;
  /** Grades are kept in the file on a thread of its own: for a service, which must not stand still while the disk writes. */
  readonly onThread?: boolean;
}): Promise<Store> {
  const { data, databaseUrl, onThread = false } = place;
  const dialect = databaseUrl === undefined ? sqlite : postgres;
  const { database, fleet, openQueue, end } =
    databaseUrl === undefined ? embedded(storeFile(data)) : await remote(databaseUrl);
  try {
    await migrate(database, dialect, databaseUrl === undefined ? storeFile(data) : 'DATABASE_URL');
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const { queue: bare, engine } = openQueue();
  const queue = releasingLater(bare);
  const thread = onThread && databaseUrl === undefined ? openKeepingThread(storeFile(data)) : undefined;
  const { grades, close } = openGrades(database, { dialect, engine, thread });
  const closed = once(async () => {
    await close();
    await thread?.close();
    await queue.close();
    await end();
    await database.destroy();
  });
  return {
    grades,
    batches: openBatches(database, dialect, engine),
    queue,
    transcripts: openTranscripts(database),
    keys: openKeys(database),
    invitations: openInvitations(database, dialect),
    endedSessions: openEndedSessions(database),
    fleet,
    database,
    dialect,
    ping: async () => void (await sql`select 1`.execute(database)),
    close: closed.get,
    [Symbol.asyncDispose]: closed.get,
  };
}

type Opened = {
  readonly database: Kysely<Tables>;
  readonly fleet: Fleet | undefined;
  readonly openQueue: () => { readonly queue: BatchQueue; readonly engine: QueueEngine };
  /** Ends what was opened beside the database and the queue. */
  readonly end: () => Promise<void>;
};

function embedded(file: string): Opened {
  const database = openSqlite(file);
  return { database, fleet: undefined, openQueue: () => openSqliteQueue(database), end: async () => undefined };
}

/** Loaded only where there is a server: the embedded store opens in a fraction of the time that this takes. */
async function remote(url: string): Promise<Opened> {
  const { openPostgres } = await import('./postgres.ts');
  const { openPostgresQueue } = await import('./queue/queue-postgres.ts');
  const { openSession } = await import('./session.ts');
  const { shareCallPlaces } = await import('./call-places.ts');
  const database = await openPostgres(url);
  const session = once(() => openSession(url));
  return {
    database,
    fleet: {
      replies: openSharedReplies(database),
      limitCalls: (most) => {
        const shared = once(async () => shareCallPlaces(await session.get(), most));
        return async (signal) => (await shared.get())(signal);
      },
    },
    openQueue: () => openPostgresQueue(database, { url, session }),
    end: async () => (await session.ifMade())?.close(),
  };
}
