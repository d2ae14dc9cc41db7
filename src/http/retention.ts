import { setTimeout as wait } from 'node:timers/promises';
import type { Forget, GradeStore } from '../core/kept-grade.ts';
import { type Log, loggedError } from './operations/log.ts';
import type { Background } from './server.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Deletes, at start and daily, every answer that is older than so many days, with all that belongs to it, and invitations that were over by
 * then. Where it fails it is
 * tried again after an hour. Several services on one store may do it at the same time.
 */
export function keepNoLonger(parts: {
  readonly days: number;
  readonly grades: Pick<GradeStore, 'eraseOlderThan'>;
  readonly forget: Forget;
  readonly log: Log;
}): Background {
  const { days, grades, forget, log } = parts;

  async function expire(): Promise<boolean> {
    try {
      const moment = new Date(Date.now() - days * dayMs).toISOString();
      const erased = await grades.eraseOlderThan(moment, forget);
      if (erased.answers + erased.invitations > 0)
        log.info({ audit: true, days, ...erased }, 'what was kept long enough was deleted');
      return true;
    } catch (error) {
      log.warn(loggedError(error), 'what was kept long enough could not be deleted; tried again in an hour');
      return false;
    }
  }

  return async (stopping) => {
    while (!stopping.aborted) {
      const pauseMs = (await expire()) ? dayMs : hourMs;
      await wait(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  };
}
