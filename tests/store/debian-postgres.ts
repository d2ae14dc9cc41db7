import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clearAfterwards, freePort } from './postgres.ts';

/** Programs of PostgreSQL as a system has them installed, the latest: server, `pg_dump` and `pg_restore` of one version. */
export const installedPrograms: string | undefined = globSync('/usr/lib/postgresql/*/bin/pg_dump')
  .sort()
  .map(dirname)
  .at(-1);

/** A server of the installed programs, with one empty database. */
export type InstalledPostgres = { readonly url: (database: string) => string; readonly stop: () => Promise<void> };

/** Starts one on a free port, with its files in a folder for temporary ones. */
export async function startInstalled(programs: string): Promise<InstalledPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'grader-postgres-'));
  const port = await freePort();
  const clear = clearAfterwards(folder);
  // As root the server refuses to run: it runs as the user that came with it.
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const run = (name: string, ...args: string[]) =>
    execFileSync(join(programs, name), args, { ...user, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] });
  run('initdb', '--pgdata', folder, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync');
  const options = `-p ${port} -c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  run('pg_ctl', '--pgdata', folder, '--wait', '--silent', '--log', join(folder, 'log'), '--options', options, 'start');
  return { url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`, stop: clear };
}
