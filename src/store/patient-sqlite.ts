import { setTimeout as wait } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';

/** How long a statement waits for the transaction of another connection before it gives up. */
const patienceMs = 10_000;

/** Between two looks: long enough for others to commit. By chance, so that two who wait do not keep step. */
const lookAgainMs = 5;

/**
 * Kysely's dialect for SQLite, whose statements wait for another connection's transaction without holding up everything else:
 * SQLite itself would wait inside the call, and the process with it – for ever, when the other connection is its own.
 */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new PatientDriver(this.#config);
  }
}

class PatientDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: (query) => whenFree(connection, query),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
  }
}

/** A statement that finds the database busy has done nothing, and can be tried again. */
async function whenFree<R>(connection: DatabaseConnection, query: CompiledQuery): Promise<QueryResult<R>> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await connection.executeQuery<R>(query);
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      await wait(Math.random() * lookAgainMs);
    }
  }
}

/** SQLITE_BUSY, whatever the reason that its upper bits name. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5
  );
}
