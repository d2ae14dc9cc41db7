import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/core/errors.ts';
import { everyGrade } from '../../src/grading/kept/every-grade.ts';
import { openStore, type Store, storeFile } from '../../src/store/open-store.ts';
import { sample } from './sample.ts';
import { dialects, type Place, storesOf } from './stores.ts';

const script = fileURLToPath(new URL('keep-on-writing.ts', import.meta.url));

/** Writes until so many grades are acknowledged, then is killed; gives every one that was. */
async function writeAndBeKilled(name: string, { data, databaseUrl }: Place, most: number): Promise<string[]> {
  const args = [script, name, data, ...(databaseUrl === undefined ? [] : [databaseUrl])];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const kept: string[] = [];
  if (child.stdout === null) throw new Error('the child has no output');
  for await (const line of createInterface(child.stdout)) {
    kept.push(line);
    if (kept.length === most) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return kept;
}

async function allIds({ grades }: Store): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const page of everyGrade(grades)) for (const { grade } of page) ids.add(grade.id);
  return ids;
}

describe.each(dialects)('a store on %s', (dialect) => {
  const { open, place } = storesOf(dialect);

  it('loses nothing acknowledged when processes that write to it side by side are killed', async () => {
    const at = await place();
    const acknowledged: string[] = [];
    for (const most of [1, 150, 400]) {
      const killed = ['one', 'two'].map((name) => writeAndBeKilled(`${name} until ${most}`, at, most));
      acknowledged.push(...(await Promise.all(killed)).flat());
      await using store = await openStore(at);
      const found = await allIds(store);
      expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
      if (dialect === 'sqlite')
        expect((await sql<object>`pragma integrity_check`.execute(store.database)).rows).toEqual([
          { integrity_check: 'ok' },
        ]);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(2 * (1 + 150 + 400));
  });

  it('is made once when several open it at the same time', async () => {
    const at = await place();
    const stores = await Promise.all(Array.from({ length: 4 }, () => open(at)));
    await Promise.all(stores.map(({ grades }, index) => grades.keep(sample(`grade ${index}`))));
    for (const store of stores) expect((await allIds(store)).size).toBe(4);
    const steps = await stores[0]?.database.selectFrom('migrations').select('number').execute();
    expect(steps?.map(({ number }) => number)).toEqual(steps?.map((_, index) => index + 1));
  });

  it('that a newer version has written to is refused', async () => {
    const at = await place();
    const { database } = await open(at);
    await database.insertInto('migrations').values({ number: 999, name: 'of tomorrow', created_at: '' }).execute();
    await expect(openStore(at)).rejects.toThrow(/newer version/);
  });

  it('answers a ping until it is closed', async () => {
    const store = await openStore(await place());
    await store.ping();
    await store.close();
    await expect(store.ping()).rejects.toThrow();
  });
});

describe('the embedded store', () => {
  const { open, place } = storesOf('sqlite');

  it('is for its owner only, and waits for the disk', async () => {
    const at = await place();
    const { database } = await open(at);
    for (const suffix of ['', '-wal', '-shm'])
      expect(statSync(`${storeFile(at.data)}${suffix}`).mode & 0o777).toBe(0o600);
    const pragmas = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(database)).rows[0] ?? {});
    expect(await pragmas('journal_mode')).toEqual(['wal']);
    // 2: FULL
    expect(await pragmas('synchronous')).toEqual([2]);
    expect(await pragmas('foreign_keys')).toEqual([1]);
  });

  it('names its file when that is no database, or cannot be made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'grader-store-'));
    writeFileSync(storeFile(folder), 'this is a letter, and long enough to be taken for a database file. '.repeat(20));
    const broken = openStore({ data: folder });
    await expect(broken).rejects.toThrow(InvalidInput);
    await expect(broken).rejects.toThrow(storeFile(folder));
    writeFileSync(join(folder, 'file'), '');
    await expect(openStore({ data: join(folder, 'file') })).rejects.toThrow(InvalidInput);
    mkdirSync(join(folder, 'other', 'store.sqlite'), { recursive: true });
    await expect(openStore({ data: join(folder, 'other') })).rejects.toThrow(InvalidInput);
    rmSync(folder, { recursive: true });
  });
});

describe('a store on postgres', () => {
  const { place } = storesOf('postgres');

  it.each([
    ['a wrong password', (url: URL) => Object.assign(url, { password: 'wr0ng' })],
    ['a database that there is not', (url: URL) => Object.assign(url, { pathname: '/nothing' })],
    ['a port that nobody listens on', (url: URL) => Object.assign(url, { port: '1' })],
    ['a host that there is not', (url: URL) => Object.assign(url, { hostname: 'nowhere.invalid' })],
  ])('is refused for %s, with the setting named and no secret', async (_, change) => {
    const { data, databaseUrl } = await place();
    const wrong = change(new URL(databaseUrl ?? '')).href;
    const error = await openStore({ data, databaseUrl: wrong }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidInput);
    expect((error as Error).message).toMatch(/^DATABASE_URL: the database cannot be reached \(.+\)$/);
    expect((error as Error).message).not.toMatch(/wr0ng|:password/);
  });
});
