import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/**
 * A connection of a process's own that stays open, for locks: the server drops them together with the process. Where it is lost,
 * it is opened again.
 */
export type Session = {
  /** The answer; undefined while the connection is away. */
  readonly query: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<Row[] | undefined>;
  /** Runs at once, and again with every new connection: the locks of the one before are gone. */
  readonly onConnect: (run: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The server notices within half a minute that a machine was cut off, instead of after hours. */
const keepAlive = 'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4';
const reconnectMs = 1_000;

/** Opens a session. @throws what `pg` throws when the database cannot be reached now */
export async function openSession(url: string): Promise<Session> {
  const greetings: (() => Promise<void>)[] = [];
  let client: pg.Client | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const opened = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'answer-grader session' });
    // Its end is heard of below.
    opened.on('error', () => undefined);
    await opened.connect();
    opened.once('end', () => {
      client = undefined;
      if (!closed) void reconnect();
    });
    await opened.query(keepAlive);
    client = opened;
    for (const greet of greetings) await greet();
  }

  async function reconnect(): Promise<void> {
    while (!closed && client === undefined) {
      await setTimeout(reconnectMs, undefined, { ref: false });
      // That the database is away is said by the queries of everybody else.
      if (!closed) await connect().catch(() => undefined);
    }
  }

  await connect();
  return {
    async query(text, values) {
      const asked = client;
      if (asked === undefined) return undefined;
      try {
        return (await asked.query(text, values === undefined ? [] : [...values])).rows;
      } catch (error) {
        if (client !== asked) return undefined;
        throw error;
      }
    },
    async onConnect(run) {
      greetings.push(run);
      if (client !== undefined) await run();
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
