import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { InvalidInput } from '../core/errors.ts';
import { PatientSqliteDialect } from './patient-sqlite.ts';
import type { Tables } from './tables.ts';

/** How long the opening of a file waits for others. */
const busyMs = 10_000;

/**
 * Characters of statements that are kept prepared, those that were used last. Statements over many rows differ by their number, so that
 * there is no natural limit; and one over 250 rows takes a quarter of a megabyte.
 */
const mostText = 200_000;

/**
 * Opens the embedded store in one file, made when there is none. Several processes may have it open. What is committed
 * outlasts the end of the process and a power cut.
 *
 * @throws {InvalidInput} when the file cannot be opened or is no SQLite database
 */
export function openSqlite(file: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PatientSqliteDialect({ database: bridge(openFile(file)) }) });
}

function openFile(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // It holds words of candidates: nobody else on the machine may read it, not even while it is being made.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    const database = new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: true });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    // From here on the dialect waits, without holding up the process.
    database.exec('PRAGMA busy_timeout = 0');
    return database;
  } catch (error) {
    const message = `the store cannot be opened (${(error as Error).message})`;
    throw new InvalidInput(file, [{ field: '', message }]);
  }
}

/** `node:sqlite` in the form that Kysely's dialect for SQLite asks for. */
function bridge(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  let text = 0;

  function prepare(sql: string): SqliteStatement {
    const statement = database.prepare(sql);
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...inputs(parameters)),
      run: (parameters) => statement.run(...inputs(parameters)),
      // Walked step by step, while the same text may be run again beside it.
      iterate: (parameters) => database.prepare(sql).iterate(...inputs(parameters)),
    };
  }

  return {
    close: () => database.close(),
    prepare(sql) {
      const known = prepared.get(sql);
      // A transaction that reads first and writes later would fail, not wait, when another process writes in between.
      const statement = known ?? prepare(sql === 'begin' ? 'begin immediate' : sql);
      if (known === undefined) text += sql.length;
      else prepared.delete(sql);
      prepared.set(sql, statement);
      for (const [oldest] of prepared) {
        if (text <= mostText) break;
        prepared.delete(oldest);
        text -= oldest.length;
      }
      return statement;
    },
  };
}

/** Every parameter is a value that SQLite knows, for `Tables` has no other types. */
function inputs(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}
