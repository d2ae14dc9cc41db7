import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLimitStore } from '../../../src/http/operations/limit-store.ts';
import { openLimits } from '../../../src/http/operations/limits.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { startPostgres, type TestPostgres } from '../../store/postgres.ts';

const limits = { requestsPerMinute: 0, answersPerMinute: 3, batchAnswersPerDay: 0, moneyPerDay: 1 };

let server: TestPostgres;
let databaseUrl: string;
beforeAll(async () => {
  server = await startPostgres();
  databaseUrl = await server.newDatabase();
});
afterAll(() => server.stop());

describe('limits on PostgreSQL', () => {
  it('are opened by several processes at once', async () => {
    const url = await server.newDatabase();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ data: '', databaseUrl: url })));
    const opened = await Promise.all(stores.map(openLimitStore));
    expect(opened.every((store) => store !== undefined)).toBe(true);
    for (const store of stores) await store.close();
  });

  it('are shared by all processes, and go on in memory when the database does not answer', async () => {
    const stores = [await openStore({ data: '', databaseUrl }), await openStore({ data: '', databaseUrl })] as const;
    const [one, other] = [
      openLimits(limits, await openLimitStore(stores[0])),
      openLimits(limits, await openLimitStore(stores[1])),
    ];
    expect(await one.take('answers', 'key:a', 1)).toMatchObject({ allowed: true, remaining: 2 });
    expect(await other.take('answers', 'key:a', 2)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await one.take('answers', 'key:a', 1)).toMatchObject({ allowed: false, remaining: 0 });
    expect(await one.take('answers', 'key:b', 1)).toMatchObject({ allowed: true });

    await one.take('money', 'key:a', 0.9999);
    expect(await other.take('money', 'key:a', 0)).toMatchObject({ allowed: true });
    await one.take('money', 'key:a', 0.0001);
    expect(await other.take('money', 'key:a', 0)).toMatchObject({ allowed: false });

    await stores[0].close();
    expect(await one.take('answers', 'key:a', 1)).toMatchObject({ allowed: true, remaining: 2 });
    await stores[1].close();
  });
});
