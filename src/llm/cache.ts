import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { InvalidInput } from '../core/errors.ts';
import type { Judgement } from '../core/judge.ts';
import type { ReplyCache } from '../core/model-calls.ts';
import type { Rubric } from '../core/rubric.ts';

/** Part of every key: raised when a kept judgement would no longer be read the same way. */
const layout = 2;

/** The key of a judgement: everything that it depends on, hashed. */
export function cacheKey({ rubric, ...parts }: { readonly rubric: Rubric; readonly [name: string]: unknown }): string {
  let hash = rubricHashes.get(rubric);
  if (hash === undefined) {
    hash = sha256(JSON.stringify(rubric));
    rubricHashes.set(rubric, hash);
  }
  return sha256(JSON.stringify({ layout, rubric: hash, ...parts }));
}

/** A rubric is a hundred times as long as an answer: it is hashed once. */
const rubricHashes = new WeakMap<Rubric, string>();

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const busyMs = 10_000;

/**
 * A cache in one SQLite file, made when it is opened. Several processes may use it at the same time.
 *
 * @throws {InvalidInput} when the file cannot be opened, or is no such cache
 */
export function openReplyCache(file: string): ReplyCache {
  const database = openDatabase(file);
  const find = database.prepare('SELECT judgement FROM reply WHERE key = ?');
  const keep = database.prepare('INSERT OR REPLACE INTO reply (key, judgement) VALUES (?, ?)');
  return {
    find(key) {
      const found = find.get(key)?.judgement;
      return typeof found === 'string' ? (JSON.parse(found) as Judgement) : undefined;
    },
    keep: (key, judgement) => void keep.run(key, JSON.stringify(judgement)),
  };
}

function openDatabase(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file, { timeout: busyMs });
    // It holds words of candidates: nobody else on the machine may read it.
    chmodSync(file, 0o600);
    // A crash of the machine may cost the last replies, which are then asked for again.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec('CREATE TABLE IF NOT EXISTS reply (key TEXT PRIMARY KEY, judgement TEXT NOT NULL) WITHOUT ROWID;');
    return database;
  } catch (error) {
    const message = `the kept replies cannot be opened (${(error as Error).message}); --no-cache does without`;
    throw new InvalidInput(file, [{ field: '', message }]);
  }
}

/** How many judgements are kept, and how large they are together. */
export function sizeOfReplyCache(file: string): { readonly replies: number; readonly bytes: number } {
  if (!existsSync(file)) return { replies: 0, bytes: 0 };
  const database = openDatabase(file);
  const count = database.prepare('SELECT count(*) AS replies FROM reply').get()?.replies;
  database.close();
  return { replies: Number(count), bytes: statSync(file).size };
}

/** Forgets everything. */
export function clearReplyCache(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
