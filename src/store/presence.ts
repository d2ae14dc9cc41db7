import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** That a process is there, as the database sees it: a lock on a connection of its own, which the server drops with the process. */
export type Presence = {
  /** The name by which this process claims items. */
  readonly owner: string;
  /** Every owner that is there; undefined while we cannot see. */
  readonly present: () => Promise<ReadonlySet<string> | undefined>;
  readonly leave: () => Promise<void>;
};

/** An arbitrary number, the space of locks of owners. */
const ownersSpace = 1_735_290_733;
const largestOwner = 2 ** 31 - 1;

/** The server notices within half a minute that a machine was cut off, instead of after hours. */
const keepAlive = 'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4';
const reconnectMs = 1_000;

/**
 * Makes this process known to the others on the database. A connection that is lost is opened again; until then the others may take
 * over what was claimed, which costs double work and nothing else.
 */
export async function enterPresence(url: string): Promise<Presence> {
  const owner = randomInt(1, largestOwner);
  let client: pg.Client | undefined;
  let left = false;

  async function connect(): Promise<void> {
    const opened = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'answer-grader presence',
    });
    opened.on('error', () => undefined);
    opened.once('end', () => {
      client = undefined;
      if (!left) void reconnect();
    });
    await opened.connect();
    await opened.query(keepAlive);
    await opened.query('select pg_advisory_lock($1, $2)', [ownersSpace, owner]);
    client = opened;
  }

  async function reconnect(): Promise<void> {
    while (!left) {
      try {
        return await connect();
      } catch {
        // The queries of everybody else say that the database is away.
        await setTimeout(reconnectMs);
      }
    }
  }

  await connect();
  return {
    owner: `${owner}`,
    async present() {
      if (client === undefined) return undefined;
      const held = await client.query<{ owner: string }>(
        `select objid::bigint::text as owner from pg_locks where locktype = 'advisory' and classid = $1 and objsubid = 2
         and granted and database = (select oid from pg_database where datname = current_database())`,
        [ownersSpace],
      );
      return new Set(held.rows.map((row) => row.owner));
    },
    async leave() {
      left = true;
      await client?.end();
    },
  };
}
