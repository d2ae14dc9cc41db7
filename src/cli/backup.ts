import { existsSync, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { InvalidInput } from '../core/errors.ts';
import { backUp, restore } from '../store/backup.ts';
import { openStore, storeFile } from '../store/open-store.ts';

/** Copies the embedded store into a file, and says so. */
export function runBackup(config: Config, file: string): void {
  const store = embeddedStore(config, `pg_dump --format=custom --file=${file} "$DATABASE_URL"`);
  backUp(store, file);
  process.stdout.write(`${file}: ${(statSync(file).size / 1e6).toFixed(1)} MB\n`);
}

/** Puts a backup in the place of the embedded store, brings it up to date, and says where the store before it went. */
export async function runRestore(config: Config, file: string, replace: boolean): Promise<void> {
  const store = embeddedStore(config, `pg_restore --no-owner --dbname=… ${file}, into an empty database`);
  const aside = replace && existsSync(store) ? `${store}.before-${stamp(new Date())}` : undefined;
  restore(file, store, aside);
  await using restored = await openStore({ data: config.data });
  process.stdout.write(`${store}: restored${aside === undefined ? '' : `; the store before it is ${aside}`}\n`);
  if ((await restored.keys.list()).length > 0) process.stdout.write(letInAgain);
}

const letInAgain =
  'whoever was signed out, withdrawn or revoked since the backup is let in again: revoke those keys, and set another GRADER_SECRET, which ends every session and invitation\n';

function embeddedStore({ data, databaseUrl }: Config, instead: string): string {
  if (databaseUrl === undefined) return storeFile(data);
  const message = `everything is kept in PostgreSQL, which has its own tools: ${instead}`;
  throw new InvalidInput('DATABASE_URL', [{ field: '', message }]);
}

/** A moment as part of a file's name: 20260115T120000Z. */
function stamp(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\.\d+/g, '');
}
