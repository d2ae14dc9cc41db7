import { setTimeout } from 'node:timers/promises';

/** Waits, at most until the signal aborts. */
export async function waitFor(ms: number, stop: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal: stop }).catch((error: unknown) => {
    if (!stop.aborted) throw error;
  });
}
