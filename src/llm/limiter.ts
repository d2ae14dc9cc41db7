import pLimit from 'p-limit';
import { JudgeUnavailable } from '../core/errors.ts';

/** Runs calls to one endpoint, so many at a time; slowed down as a whole when the endpoint says so. */
export type Limiter = {
  readonly run: <T>(call: () => Promise<T>) => Promise<T>;
  /** Waits until the endpoint may be asked again. */
  readonly ready: (signal?: AbortSignal) => Promise<void>;
  /** The endpoint said "too many": nobody asks for `pauseMs`, and half as many at a time from then on. */
  readonly slowDown: (pauseMs: number) => void;
  /** A call went through: after a round of them, one more at a time, up to what was set. */
  readonly speedUp: () => void;
  /** Calls allowed at the same time now. */
  readonly width: () => number;
};

/** A limiter with additive increase and multiplicative decrease (AIMD), starting at `most`. */
export function createLimiter(most: number): Limiter {
  const limit = pLimit(most);
  let pausedUntil = 0;
  let successes = 0;

  function slowDown(pauseMs: number): void {
    const now = Date.now();
    // Calls that were in flight together fail together: they are one signal, not many.
    if (now >= pausedUntil) limit.concurrency = Math.max(1, Math.floor(limit.concurrency / 2));
    pausedUntil = Math.max(pausedUntil, now + pauseMs);
    successes = 0;
  }

  function speedUp(): void {
    successes++;
    if (successes < limit.concurrency || limit.concurrency >= most) return;
    successes = 0;
    limit.concurrency++;
  }

  async function ready(signal?: AbortSignal): Promise<void> {
    // Another call may lengthen the pause while this one waits.
    for (let left = pausedUntil - Date.now(); left > 0; left = pausedUntil - Date.now()) await pause(left, signal);
  }

  return { run: (call) => limit(call), ready, slowDown, speedUp, width: () => limit.concurrency };
}

/** Waits. @throws {JudgeUnavailable} as soon as the signal aborts */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  const aborted = (): JudgeUnavailable => new JudgeUnavailable('the request was aborted', { cause: signal?.reason });
  if (signal?.aborted) throw aborted();
  if (ms <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(aborted());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
