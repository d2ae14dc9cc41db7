import type { RequestHandler, Response } from 'express';
import type { Operations } from './operations.ts';
import { requestIdOf } from './request-id.ts';

/** What operators ask for every few seconds is logged only when somebody debugs. */
const askedByMachines = new Set(['/healthz', '/readyz', '/metrics']);

/** So many parts of the service may wait for the end of one response, those of a download's pipeline included. */
const mostWaiting = 30;

/** Logs and counts every request when its response has ended, or its client went away. */
export function observeRequests({ log, metrics }: Pick<Operations, 'log' | 'metrics'>): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const { method } = request;
    metrics.requestStarted();
    response.setMaxListeners(mostWaiting);
    response.once('close', () => {
      const route = routeOf(response);
      const ms = performance.now() - startedAt;
      const status = response.writableFinished ? response.statusCode : 0;
      metrics.requestEnded({ method, route, status, seconds: ms / 1000 });
      const line = { request_id: requestIdOf(response), method, route, status, ms: Math.round(ms * 10) / 10 };
      if (status >= 500) log.warn(line, 'request');
      else if (askedByMachines.has(route)) log.debug(line, 'request');
      else log.info(line, status === 0 ? 'request given up by its client' : 'request');
    });
    next();
  };
}

/** The pattern of the route that took the request, never what was typed; `/*` where none did, or a file of the page. */
export function routeOf(response: Response): string {
  return typeof response.locals.route === 'string' ? response.locals.route : '/*';
}
