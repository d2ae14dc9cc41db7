import { regradeStale } from '../../grading/kept/regrade.ts';
import type { ServiceParts } from '../app.ts';
import { loggedError } from '../operations/log.ts';

/** How long a request waits for the end of it. */
const patienceMs = 5_000;

/**
 * Grades anew what is stale in a batch. A batch that is being graded anew is not begun a second time. When the service stops, what was
 * begun ends, and the rest stays as it is until somebody asks again.
 *
 * @returns a function that tells whether it was done within a few seconds; if not it goes on, and its faults are logged
 * @throws what grading throws, within this time
 */
export function startRegrading(parts: ServiceParts): (batch: string) => Promise<boolean> {
  const { config } = parts;
  const { log, stopping, ongoing } = parts.operations;
  const running = new Map<string, Promise<unknown>>();

  function begin(batch: string): Promise<unknown> {
    const request = { batch, decidedToo: false, width: config.concurrency, signal: stopping };
    const work = regradeStale(request, parts)
      .then(({ regraded, brokenOff }) => {
        if (brokenOff)
          log.warn({ batch, regraded }, 'grading a batch anew ended with the service: ask for the rest again');
      })
      .finally(() => running.delete(batch));
    running.set(batch, work);
    ongoing.add(work);
    return work;
  }

  return async (batch) => {
    const work = running.get(batch) ?? begin(batch);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, patienceMs, false);
    });
    const done = await Promise.race([work.then(() => true as const), patience]).finally(() => clearTimeout(timer));
    if (!done) work.catch((error: unknown) => log.warn(loggedError(error), 'a batch could not be graded anew'));
    return done;
  };
}
