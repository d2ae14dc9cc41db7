import { Router } from 'express';
import type { ServiceParts } from '../app.ts';
import { only, sendProblem } from '../problem.ts';
import { loggedError } from './log.ts';

/** What operators and their machines ask: is it up, may it be sent requests, what has it counted. */
export function operatorRoutes({ operations, version }: Pick<ServiceParts, 'operations' | 'version'>): Router {
  const { log, metrics, stopping, ready } = operations;
  const router = Router();
  router
    .route('/healthz')
    .get((_request, response) => {
      response.json({ status: 'ok', version });
    })
    .all(only('GET, HEAD'));
  router
    .route('/readyz')
    .get(async (_request, response) => {
      const fault = stopping.aborted ? 'the service is stopping' : await faultOf(ready);
      if (fault === undefined) response.json({ status: 'ready' });
      else sendProblem(response, { status: 503, title: 'Service Unavailable', detail: fault });
    })
    .all(only('GET, HEAD'));
  router
    .route('/metrics')
    .get(async (_request, response) => {
      response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    })
    .all(only('GET, HEAD'));

  async function faultOf(check: () => Promise<void>): Promise<string | undefined> {
    try {
      await check();
      return undefined;
    } catch (error) {
      log.warn(loggedError(error), 'the store does not answer');
      return 'the store does not answer';
    }
  }

  return router;
}
