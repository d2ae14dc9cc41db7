import type { Server } from 'node:http';
import type { Config } from '../config.ts';
import { InvalidInput } from '../core/errors.ts';
import type { Heuristics } from '../grading/aside/heuristics.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { type Door, isLoopback } from './access/door.ts';
import { createApp, type ServiceParts } from './app.ts';
import { createBoundedServer } from './operations/connections.ts';
import { closeServer } from './operations/stop.ts';

const lastWordsMs = 5_000;

/** Connections that may wait to be taken in; the system may allow fewer. Those beyond are not refused, but try again after a second. */
const mostWaiting = 4_096;

/** Work that the service does beside its requests: it ends soon after `stopping` is aborted, having given back what it held. */
export type Background = (stopping: AbortSignal) => Promise<void>;

/** What is served, and what is done beside it. */
export type Served = ServiceParts & {
  readonly config: Config;
  readonly heuristics: Heuristics;
  readonly background?: readonly Background[];
};

/**
 * Runs the service until `operations.stopping` is aborted: then it takes no new requests and lets those in flight end, within the
 * limit that the settings give.
 *
 * @throws {InvalidInput} when a rubric has a fault or the address cannot be listened on
 */
export async function serve(parts: Served): Promise<void> {
  const { catalogue, heuristics, config, background = [] } = parts;
  const { stopping } = parts.operations;
  await Promise.all([heuristics.compile(catalogue.ids), readAll(catalogue)]);
  const server = createBoundedServer(config.operations.connections, parts.operations, createApp(parts));
  await listen(server, config);
  parts.operations.ownDoor.open(server);
  sayReady(server, parts);
  warnOfPlainHttp(parts);
  const work = Promise.all(background.map((run) => run(stopping)));
  try {
    // Work that fails ends the service: it would take in what nobody grades any more.
    await Promise.race([aborted(stopping), work.then(() => aborted(stopping))]);
  } finally {
    await end(server, work, parts);
  }
}

/** Reads every rubric, while others compile them. */
async function readAll({ ids, rubric, hash }: Catalogue): Promise<void> {
  for (const id of ids) {
    rubric(id);
    hash(id);
  }
}

async function end(server: Server, work: Promise<unknown>, { config, operations }: Served): Promise<void> {
  const { log } = operations;
  const { stopMs } = config.operations;
  const besides = Promise.all([work, operations.ongoing.ended()]);
  const [cut, ended] = await Promise.all([closeServer(server, stopMs), within(stopMs, besides)]);
  if (!ended) log.warn({ limit_ms: stopMs }, 'the time limit of the stop is over: what was being graded is given up');
  if (cut > 0) log.warn({ connections: cut, limit_ms: stopMs }, 'the time limit of the stop cut connections');
  await within(lastWordsMs, operations.close());
  log.info({}, 'stopped');
  // Whatever still holds the process open has had its time.
  setTimeout(() => process.exit(), lastWordsMs).unref();
}

/** Listens. @throws {InvalidInput} when the address cannot be listened on */
export async function listen(server: Server, config: Pick<Config, 'host' | 'port'>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const hint =
        error.code === 'EADDRINUSE'
          ? 'is in use; choose another with PORT or --port'
          : `cannot be listened on (${error.code})`;
      reject(new InvalidInput(`${config.host}:${config.port}`, [{ field: '', message: hint }]));
    });
    server.listen({ port: config.port, host: config.host, backlog: mostWaiting }, resolve);
  });
}

function sayReady(server: Server, { config, door }: Served): void {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const engine =
    config.engine === 'hybrid' ? `the model ${config.model} with the heuristics` : 'the heuristics, without a key';
  process.stdout.write(
    `answer-grader is ready at http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}\njudged by ${engine}\n${admission(door)}\n`,
  );
}

/** Keys and cookies can be read on the way where people open the service without TLS. */
function warnOfPlainHttp({ door, config, operations }: Served): void {
  if (door.kind === 'open' || door.publicUrl?.startsWith('https:')) return;
  const host = door.publicUrl === undefined ? config.host : new URL(door.publicUrl).hostname;
  if (isLoopback(host)) return;
  operations.log.warn(
    {},
    'GRADER_PUBLIC_URL names no https:// address: put TLS before the service, for keys can be read on the way',
  );
}

function admission(door: Door): string {
  return door.kind === 'open'
    ? 'open to whoever uses this machine, without signing in; `answer-grader keys create` changes that'
    : 'for whoever signs in with a key, or opens an invitation';
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Waits for work, but not longer than a limit; tells whether it has ended. */
async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, limitMs, false);
  });
  return Promise.race([work.then(() => true), limit]).finally(() => clearTimeout(timer));
}
