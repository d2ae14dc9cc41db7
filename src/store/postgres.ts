import { type CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { InvalidInput } from '../core/errors.ts';
import { storedText } from '../text/stored-text.ts';
import type { Tables } from './tables.ts';

const connectMs = 10_000;

/**
 * Opens a PostgreSQL database.
 *
 * @param url - `postgres://…`, as in `DATABASE_URL`
 * @throws {InvalidInput} when it cannot be reached or does not let us in; the password is never named
 */
export async function openPostgres(url: string): Promise<Kysely<Tables>> {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: connectMs, types: { getTypeParser } });
  // A connection that breaks while nobody uses it is replaced at the next query, which says so when it cannot be.
  pool.on('error', () => undefined);
  // So is one that breaks inside a transaction, between two queries: the next query of the transaction fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    const message = `the database cannot be reached (${reason(error)})`;
    throw new InvalidInput('DATABASE_URL', [{ field: '', message }]);
  }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool, onCreateConnection }) });
}

/** A text with a NUL, which PostgreSQL refuses, is asked for as it would have been kept: what was never there is not found. */
async function onCreateConnection(connection: DatabaseConnection): Promise<void> {
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = (query, options) => execute(withoutNul(query), options);
}

function withoutNul<R>(query: CompiledQuery<R>): CompiledQuery<R> {
  const hasNul = (value: unknown): value is string => typeof value === 'string' && value.includes('\0');
  if (!query.parameters.some(hasNul)) return query;
  return { ...query, parameters: query.parameters.map((value) => (hasNul(value) ? storedText(value) : value)) };
}

const { builtins } = pg.types;
const asText = (value: string): string => value;

/** JSON stays text, as SQLite gives it: schemas parse it. Counts and numbers of rows are numbers; none comes near 2^53. */
function getTypeParser(id: number, format?: 'text' | 'binary') {
  if (id === builtins.JSONB || id === builtins.JSON) return asText;
  if (id === builtins.INT8) return Number;
  return pg.types.getTypeParser(id, format);
}

/** The connection's errors of several addresses come as one without a text of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map((part: Error) => part.message).join('; ');
  return (error as Error).message;
}
