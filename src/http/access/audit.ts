import type { Response } from 'express';
import type { Log } from '../operations/log.ts';
import { requestIdOf } from '../operations/request-id.ts';
import type { Route } from '../route.ts';
import { idOf, principalOf } from './principal.ts';

/**
 * Sees to it that the log says who did something, once it is done. What a handler leaves in `response.locals.audited` is said
 * too: ids and counts, no names.
 */
export function auditTo(log: Log): (route: Route, response: Response) => void {
  return ({ audit, path }, response) => {
    if (audit === undefined) return;
    response.once('finish', () => {
      if (response.statusCode >= 400) return;
      const { audited = {} } = response.locals as { audited?: object };
      const by = idOf(principalOf(response)) ?? 'this machine';
      log.info({ audit: true, request_id: requestIdOf(response), route: path, by, ...audited }, audit);
    });
  };
}
