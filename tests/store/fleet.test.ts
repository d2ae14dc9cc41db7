import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { JudgeUnavailable } from '../../src/core/errors.ts';
import type { Judgement } from '../../src/core/judge.ts';
import { noUsage } from '../../src/core/judge.ts';
import type { AcquireCall } from '../../src/core/model-calls.ts';
import type { Fleet } from '../../src/store/fleet.ts';
import type { Store } from '../../src/store/open-store.ts';
import { queueOf, startBoss } from '../../src/store/queue/boss.ts';
import { removeOldQueues } from '../../src/store/queue/sweep.ts';
import { storesOf } from './stores.ts';

const { open, place } = storesOf('postgres');

function fleetOf({ fleet }: Store): Fleet {
  if (fleet === undefined) throw new Error('a store on PostgreSQL is shared');
  return fleet;
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

/** Calls that count how many of them are in flight together, whoever makes them. */
function countedCalls() {
  let flying = 0;
  let peak = 0;
  return {
    peak: () => peak,
    make: async (acquire: AcquireCall): Promise<void> => {
      const release = await acquire();
      peak = Math.max(peak, ++flying);
      await turn();
      flying--;
      await release();
    },
  };
}

describe('the limit of a fleet', () => {
  it('holds for all processes together, and each has its share', async () => {
    const at = await place();
    const limits = [await open(at), await open(at), await open(at)].map((store) => fleetOf(store).limitCalls(4));
    const calls = countedCalls();
    const done = [0, 0, 0];
    let ended = false;
    // All want to call without end; it ends when each has made a good number of calls.
    await Promise.all(
      limits.flatMap((acquire, who) =>
        Array.from({ length: 6 }, async () => {
          while (!ended) {
            await calls.make(acquire);
            done[who] = (done[who] ?? 0) + 1;
            ended = done.every((count) => count >= 50);
          }
        }),
      ),
    );
    expect(calls.peak()).toBeLessThanOrEqual(4);
    expect(Math.min(...done)).toBeGreaterThanOrEqual(50);
  });

  it('is used to the full by one that is alone', async () => {
    const acquire = fleetOf(await open()).limitCalls(5);
    const calls = countedCalls();
    await Promise.all(Array.from({ length: 40 }, () => calls.make(acquire)));
    expect(calls.peak()).toBe(5);
  });

  it('gives up the wait of a call that is not wanted any more', async () => {
    const acquire = fleetOf(await open()).limitCalls(1);
    const release = await acquire();
    const controller = new AbortController();
    const waiting = acquire(controller.signal);
    controller.abort();
    await expect(waiting).rejects.toThrow(JudgeUnavailable);
    await expect(acquire(controller.signal)).rejects.toThrow(JudgeUnavailable);
    await release();
    await (await acquire())();
  });

  it('goes on after the connection was lost', async () => {
    const at = await place();
    const acquire = fleetOf(await open(at)).limitCalls(2);
    const release = await acquire();
    const client = new pg.Client({ connectionString: at.databaseUrl });
    await client.connect();
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'answer-grader session' and datname = current_database()",
    );
    await client.end();
    await release();
    const calls = countedCalls();
    await Promise.all(Array.from({ length: 10 }, () => calls.make(acquire)));
    expect(calls.peak()).toBeLessThanOrEqual(2);
  });
});

describe('a connection that breaks', () => {
  it('in the middle of a transaction fails it, and nothing else', async () => {
    const at = await place();
    const { database } = await open(at);
    const client = new pg.Client({ connectionString: at.databaseUrl });
    await client.connect();
    const broken = database.transaction().execute(async (transaction) => {
      const own = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await client.query('select pg_terminate_backend($1)', [own.rows[0]?.pid]);
      await expect
        .poll(
          async () =>
            (await client.query('select 1 from pg_stat_activity where pid = $1', [own.rows[0]?.pid])).rowCount,
        )
        .toBe(0);
      await turn();
      await sql`select 1`.execute(transaction);
    });
    await expect(broken).rejects.toThrow();
    await sql`select 1`.execute(database);
    await client.end();
  });
});

describe('a database that was away', () => {
  it('gets back what could not be given back meanwhile, though whoever had claimed it is still there', async () => {
    const at = await place();
    const { batches, queue } = await open(at);
    const { batch } = await batches.open({
      engine: 'heuristic',
      lang: 'zh',
      judge: null,
      name: 'one',
      fingerprint: 'f',
    });
    const answer = { candidate: '张三', question: 'pos-overcharge', answer: '非常抱歉，我马上核对。', origin: null };
    await batches.add(batch.id, 0, [
      { id: 'a', ...answer },
      { id: 'b', ...answer },
    ]);
    await batches.seal(batch.id, []);
    const wanted = { engine: 'heuristic', judge: 'rules' } as const;
    const claimed = await queue.claim(wanted, 10);
    expect(claimed.length).toBe(2);

    const url = new URL(at.databaseUrl ?? '');
    const name = url.pathname.slice(1);
    const elsewhere = new pg.Client({ connectionString: new URL('/postgres', url).href });
    await elsewhere.connect();
    await elsewhere.query(`alter database "${name}" allow_connections false`);
    await elsewhere.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await expect(queue.release(claimed)).rejects.toThrow();
    await expect(queue.claim(wanted, 10)).rejects.toThrow();
    await elsewhere.query(`alter database "${name}" allow_connections true`);
    await elsewhere.end();

    const again = await queue.claim(wanted, 10);
    expect(again.map(({ position }) => position).toSorted()).toEqual([0, 1]);
  });
});

describe('the queues of a fleet', () => {
  it('are removed some time after their batch has ended, and a retry makes a new one', async () => {
    const at = await place();
    const store = await open(at);
    const { batches, queue, database } = store;
    const settings = { engine: 'heuristic', lang: 'zh', judge: null } as const;
    const { batch } = await batches.open({ ...settings, name: 'old', fingerprint: 'old' });
    const answer = { id: 'a', candidate: null, question: 'cracked-phone-case', answer: '您好', origin: null };
    await batches.add(batch.id, 0, [answer]);
    await batches.seal(batch.id, []);
    const boss = await startBoss(at.databaseUrl ?? '');
    const queues = async () => (await boss.getQueues()).map(({ name }) => name);
    try {
      const items = await queue.claim({ batch: batch.id }, 1);
      await queue.complete(items.map((item) => ({ item, outcome: { ungraded: 'broken' } })));
      await removeOldQueues(database, boss);
      expect(await queues()).toContain(queueOf(batch.id));
      await database.updateTable('batches').set({ ended_at: '2026-01-01T00:00:00.000Z' }).execute();
      await removeOldQueues(database, boss);
      expect(await queues()).not.toContain(queueOf(batch.id));
      expect(await batches.retry(batch.id)).toBe(1);
      expect(await queue.claim({ batch: batch.id }, 1)).toHaveLength(1);
    } finally {
      await boss.stop({ graceful: false });
    }
  });
});

describe('the replies of a fleet', () => {
  it('are found by every process, as they were kept', async () => {
    const at = await place();
    const [one, other] = [fleetOf(await open(at)).replies, fleetOf(await open(at)).replies];
    const judgement: Judgement = { points: [], redFlags: [], reviewReasons: [], model: 'a model\0', usage: noUsage };
    expect(await one.find('key')).toBeUndefined();
    await one.keep('key', judgement);
    expect(await other.find('key')).toEqual({ ...judgement, model: 'a model\uFFFD' });
    await other.keep('key', { ...judgement, model: 'another' });
    expect((await one.find('key'))?.model).toBe('another');
  });
});
