import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

/** Both databases, for `describe.each`. */
export const dialects = ['sqlite', 'postgres'] as const;

/** Where a store is: what `openStore` is given, to open the same one again. */
export type Place = Parameters<typeof openStore>[0];

/**
 * To be called inside a `describe`: gives every test stores of its own, which are closed and removed after it.
 *
 * @returns `place` names a new, empty store; `open` opens one, a new one unless a place is given
 */
export function storesOf(dialect: (typeof dialects)[number]) {
  let server: TestPostgres | undefined;
  let opened: Store[] = [];
  let folders: string[] = [];

  if (dialect === 'postgres')
    beforeAll(async () => {
      server = await startPostgres();
    });
  afterAll(async () => server?.stop());
  afterEach(async () => {
    for (const store of opened) await store.close();
    for (const folder of folders) rmSync(folder, { recursive: true });
    opened = [];
    folders = [];
  });

  async function place(): Promise<Place> {
    const data = mkdtempSync(join(tmpdir(), 'grader-store-'));
    folders.push(data);
    return { data, databaseUrl: await server?.newDatabase() };
  }

  async function open(at?: Place): Promise<Store> {
    const store = await openStore(at ?? (await place()));
    opened.push(store);
    return store;
  }

  return { place, open };
}
