import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { InvalidInput } from '../core/errors.ts';
import type { Judgement } from '../core/judge.ts';
import type { KeptReplies } from '../core/model-calls.ts';
import type { Rubric } from '../core/rubric.ts';
import { storedText } from '../text/stored-text.ts';

/** Part of every key: raised when a kept judgement would no longer be read the same way. */
const layout = 3;

/** The key of a judgement: everything that it depends on, hashed. It begins with the answer's hash, by which it is forgotten. */
export function cacheKey({ rubric, ...parts }: KeyParts): string {
  let hash = rubricHashes.get(rubric);
  if (hash === undefined) {
    hash = sha256(JSON.stringify(rubric));
    rubricHashes.set(rubric, hash);
  }
  return `${answerPrefix(parts.answer)}${sha256(JSON.stringify({ layout, rubric: hash, ...parts }))}`;
}

type KeyParts = { readonly rubric: Rubric; readonly answer: string; readonly [name: string]: unknown };

/** How the keys of all judgements of an answer begin. */
export function answerPrefix(answer: string): string {
  return `${sha256(storedText(answer))}-`;
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
export function openReplyCache(file: string): KeptReplies {
  const database = openDatabase(file);
  const find = database.prepare('SELECT judgement FROM reply WHERE key = ?');
  const keep = database.prepare('INSERT OR REPLACE INTO reply (key, judgement) VALUES (?, ?)');
  const forget = database.prepare('DELETE FROM reply WHERE key > ? AND key < ?');
  return {
    find(key) {
      const found = find.get(key)?.judgement;
      return typeof found === 'string' ? (JSON.parse(found) as Judgement) : undefined;
    },
    keep: (key, judgement) => void keep.run(key, JSON.stringify(judgement)),
    forget(answers) {
      for (const answer of answers) forget.run(answerPrefix(answer), `${answerPrefix(answer)}~`);
      // What is wiped from the pages of the file still stands in the log until that is cut.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
  };
}

function openDatabase(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file, { timeout: busyMs });
    // It holds words of candidates: nobody else on the machine may read it.
    chmodSync(file, 0o600);
    // A crash of the machine may cost the last replies, which are then asked for again.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
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
