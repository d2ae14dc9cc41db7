import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import express from 'express';
import type { Config } from '../../config.ts';
import type { Grader } from '../../grading/answer/grade-answer.ts';
import type { Store } from '../../store/open-store.ts';
import { type AccessStores, type Door, isLoopback } from '../access/door.ts';
import { openGuard } from '../access/guard.ts';
import { mount } from '../mount.ts';
import { operatorRoutes } from '../operators.ts';
import { errorResponse, unknownRoute } from '../problem.ts';
import { listen } from '../server.ts';
import { createBoundedServer } from './connections.ts';
import { loggedError } from './log.ts';
import { observedGrader } from './observed-grader.ts';
import type { Operations } from './operations.ts';
import { requestId } from './request-id.ts';
import { startOperations } from './start-operations.ts';

/** Watches a worker: log, metrics and traces as those of the service, and a stop that has its limit. */
export async function watchWorker(config: Config, given: { readonly version: string; readonly store: Store }) {
  const operations = await startOperations(config, given);
  const { log, metrics, stopping, onCall } = operations;
  const { stopMs, metricsPort } = config.operations;
  const server =
    metricsPort === undefined ? undefined : await serveOperators(config, { ...given, operations }, metricsPort);
  stopping.addEventListener('abort', () => {
    const limit = setTimeout(() => {
      log.warn({ limit_ms: stopMs }, 'the time limit of the stop is over: what is left comes back to others by itself');
      process.exit(0);
    }, stopMs);
    limit.unref();
  });
  return {
    say: (line: string) => log.info({}, line),
    fault: (where: object, error: unknown, line: string) => log.error({ ...where, ...loggedError(error) }, line),
    stopping,
    onCall,
    observe: (grader: Grader) => observedGrader(grader, metrics),
    close: async () => {
      server?.close();
      server?.closeAllConnections();
      await operations.close();
    },
  };
}

/** Health, readiness and metrics on a port of their own, for a process that serves nothing else. */
async function serveOperators(
  config: Config,
  parts: { readonly version: string; readonly store: AccessStores; readonly operations: Operations },
  port: number,
): Promise<Server> {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestId);
  // Who may read what a worker counts is who may read what the service counts.
  const { keys, invitations, endedSessions } = parts.store;
  const secret = config.access.secret ?? randomBytes(32).toString('hex');
  const door: Door = isLoopback(config.host)
    ? { kind: 'open' }
    : { kind: 'guarded', keys, invitations, endedSessions, secret, publicUrl: undefined };
  mount(app, operatorRoutes(parts), {
    guard: openGuard(door, { forgery: undefined, onError: () => undefined }),
    audit: () => undefined,
  });
  app.use(unknownRoute, errorResponse(parts.operations.log));
  const server = createBoundedServer(config.operations.connections, parts.operations, app);
  await listen(server, { host: config.host, port });
  return server;
}
