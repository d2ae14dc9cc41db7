import { Agent, request } from 'node:http';

/** What became of requests that were sent at their time. */
export type Outcome = {
  /** Of each answered as expected, in ms from the moment at which it was planned, ascending. */
  readonly latenciesMs: readonly number[];
  /** Of each turned away with 503 and `Retry-After`, in the same way. */
  readonly refusedMs: readonly number[];
  /** How often what else happened: a status, or the code of an error. */
  readonly faults: ReadonlyMap<string, number>;
  /** From the first planned moment until the last response. */
  readonly tookMs: number;
  /** How late a request left at most: beyond a few ms the sender itself was the bottleneck. */
  readonly latestMs: number;
};

/** Requests to send: as many a second on average, for so long, each with a body of its own. */
export type Plan = {
  readonly url: string;
  readonly rate: number;
  readonly seconds: number;
  /** Makes the body of the next one. */
  readonly bodyOf: () => string;
  /** What every response must say, besides being a 201. */
  readonly expected: string;
};

/** After so long without a byte a request counts as not answered. */
const patienceMs = 60_000;

const refused = '503 with Retry-After';

/**
 * Posts at moments planned before, by chance as people come, whether or not earlier requests have been answered. Latency counts from the
 * planned moment, so that a service that stands still is charged for everybody whom it keeps waiting.
 */
export async function sendOpenLoop({ url, rate, seconds, bodyOf, expected }: Plan): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true });
  const latenciesMs: number[] = [];
  const refusedMs: number[] = [];
  const faults = new Map<string, number>();
  const target = new URL(url);
  const to = { agent, method: 'POST', host: target.hostname, port: target.port, path: target.pathname };
  let open = 0;
  let latestMs = 0;
  const startedAt = performance.now();
  const end = startedAt + 1000 * seconds;
  let planned = startedAt;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });

  function post(at: number): void {
    open++;
    let settled = false;
    /** What is told first counts: a connection that breaks may tell of it twice. */
    const settle = (fault?: string): void => {
      if (settled) return;
      settled = true;
      if (fault === undefined) latenciesMs.push(performance.now() - at);
      else if (fault === refused) refusedMs.push(performance.now() - at);
      else faults.set(fault, (faults.get(fault) ?? 0) + 1);
      open--;
      if (open === 0 && planned >= end) finish();
    };
    const body = Buffer.from(bodyOf());
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const outgoing = request({ ...to, headers, timeout: patienceMs }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.once('end', () => {
        if (response.statusCode === 503 && response.headers['retry-after'] !== undefined) settle(refused);
        else if (response.statusCode !== 201) settle(String(response.statusCode));
        else settle(Buffer.concat(pieces).includes(expected) ? undefined : `without ${expected}`);
      });
      response.once('error', () => settle('response broken off'));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    outgoing.once('timeout', () => {
      settle('no answer');
      outgoing.destroy();
    });
    outgoing.end(body);
  }

  function tick(): void {
    const now = performance.now();
    while (planned <= now && planned < end) {
      latestMs = Math.max(latestMs, now - planned);
      post(planned);
      planned += (-Math.log(1 - Math.random()) * 1000) / rate;
    }
    if (planned < end) setTimeout(tick, 1);
    else if (open === 0) finish();
  }

  tick();
  await finished;
  agent.destroy();
  return {
    latenciesMs: latenciesMs.toSorted((a, b) => a - b),
    refusedMs: refusedMs.toSorted((a, b) => a - b),
    faults,
    tookMs: performance.now() - startedAt,
    latestMs,
  };
}
