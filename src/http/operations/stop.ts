import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import { sendProblem } from '../problem.ts';
import { type Log, loggedError } from './log.ts';
import type { Operations } from './operations.ts';

/**
 * Listens for SIGINT and SIGTERM. The first one aborts the signal that is given back; a second one ends the process at once, with
 * exit code 1.
 */
export function stopOnSignals(log: Log): AbortSignal {
  const controller = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      log.warn({ signal }, 'stopped at once: what was in flight is lost');
      process.exit(1);
    }
    log.info({ signal }, 'stopping: what is in flight ends, a second signal ends it at once');
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}

/** Says of a fault that nobody caught where it was, and nothing of what it may quote; then the process ends, with exit code 1. */
export function endOnUncaught(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error(loggedError(error), 'a fault that nobody caught: the process ends');
    log.flush(() => process.exit(1));
  });
}

/** While the service stops, connections that are still open are told so, and take no new work. */
export function whileStopping({ stopping, metrics }: Pick<Operations, 'stopping' | 'metrics'>): RequestHandler {
  return (request, response, next) => {
    // What was in flight when the stop began must not leave its connection open either.
    response.once('close', () => {
      if (stopping.aborted) request.socket.destroySoon();
    });
    if (!stopping.aborted) return next();
    response.set('Connection', 'close');
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    metrics.refused('stopping');
    response.set('Retry-After', '5');
    const detail = 'the service is stopping; try again';
    sendProblem(response, { status: 503, code: 'stopping', title: 'Service Unavailable', detail });
  };
}

/**
 * Closes a server after `stopping`: connections without a request go at once, requests in flight are let end, for `limitMs`
 * at most; then what is left is cut.
 *
 * @returns how many connections were cut
 */
export function closeServer(server: Server, limitMs: number): Promise<number> {
  return new Promise((resolve) => {
    let cut = 0;
    const limit = setTimeout(() => {
      server.getConnections((_error, open) => {
        cut = open;
        server.closeAllConnections();
      });
    }, limitMs);
    server.close(() => {
      clearTimeout(limit);
      resolve(cut);
    });
    server.closeIdleConnections();
  });
}
