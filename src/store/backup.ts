import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { InvalidInput } from '../core/errors.ts';

/**
 * Copies the embedded store into another file, as it stands at this moment, while others go on writing to it. The copy appears
 * under its name only when it is complete and on the disk.
 *
 * @throws {InvalidInput} when there is no store, or the file is there already or cannot be written
 */
export function backUp(store: string, to: string): void {
  if (!existsSync(store)) throw fault(store, 'there is no store yet, and nothing to back up');
  if (existsSync(to)) throw fault(to, 'is there already; name another file');
  const partial = `${to}.partial`;
  try {
    rmSync(partial, { force: true });
    closeSync(openSync(partial, 'wx', 0o600));
    const database = new DatabaseSync(store, { readOnly: true });
    try {
      database.prepare('VACUUM INTO ?').run(partial);
    } finally {
      database.close();
    }
    toDisk(partial);
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { force: true });
    throw fault(to, `the backup cannot be written (${(error as Error).message})`);
  }
}

/**
 * Puts a backup in the place of the embedded store. A store that is there is moved aside, not removed.
 *
 * @param setAside - the name that a store which is there already gets; undefined: it is an error that there is one
 * @throws {InvalidInput} when the file is no sound backup, or the store is in use or there already
 */
export function restore(from: string, store: string, setAside: string | undefined): void {
  checkBackup(from);
  if (existsSync(store)) {
    if (setAside === undefined) throw fault(store, 'is there already; --replace moves it aside');
    checkUnused(store);
  }
  mkdirSync(dirname(store), { recursive: true });
  const partial = `${store}.partial`;
  try {
    copyFileSync(from, partial);
    chmodSync(partial, 0o600);
    toDisk(partial);
    if (setAside !== undefined && existsSync(store)) renameSync(store, setAside);
    renameSync(partial, store);
  } finally {
    rmSync(partial, { force: true });
  }
}

function checkBackup(file: string): void {
  if (!existsSync(file)) throw fault(file, 'there is no such file');
  let found: unknown;
  let steps: unknown;
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      found = database.prepare('PRAGMA integrity_check').get()?.integrity_check;
      steps = database.prepare("SELECT count(*) AS steps FROM sqlite_schema WHERE name = 'migrations'").get()?.steps;
    } finally {
      database.close();
    }
  } catch (error) {
    throw fault(file, `is no backup of a store (${(error as Error).message})`);
  }
  if (found !== 'ok') throw fault(file, `is damaged: ${String(found).replaceAll('\n', ' ')}`);
  if (steps !== 1) throw fault(file, 'is no backup of a store: it has none of its tables');
}

/** Leaving the mode of the write-ahead log, which also empties the log, succeeds for the only one who has the file open. */
function checkUnused(store: string): void {
  const database = new DatabaseSync(store);
  try {
    database.exec('PRAGMA journal_mode = DELETE');
  } catch {
    throw fault(store, 'is in use; stop the service and its workers first');
  } finally {
    database.close();
  }
}

function toDisk(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function fault(source: string, message: string): InvalidInput {
  return new InvalidInput(source, [{ field: '', message }]);
}
