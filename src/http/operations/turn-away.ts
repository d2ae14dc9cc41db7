import type { Request, RequestHandler, Response } from 'express';
import { endLater, wholeProblem } from '../problem.ts';
import type { Route } from '../route.ts';
import type { Operations } from './operations.ts';
import { requestIdFor } from './request-id.ts';

/** How often it is said in the log that requests are turned away. */
const sayEveryMs = 5_000;

/** Where a body of more than so many bytes is still to come, the connection is not kept for the next request. */
const smallBody = 64 * 1024;

/**
 * Turns requests away while the process is late with others: first what costs much, then whatever else is asked of the API, and never
 * what its routes say is always answered. It stands before everything, since overload ends only when a refusal costs next to nothing:
 * nothing of such a request is read, it is counted, and the log tells of many in one line.
 */
export function turnAwayWhenLate(
  routes: readonly Route[],
  { lateness, metrics, log }: Pick<Operations, 'lateness' | 'metrics' | 'log'>,
): RequestHandler {
  const whenLateOf = classify(routes);
  let untold = 0;

  function say(): void {
    if (untold++ > 0) return;
    setTimeout(() => {
      log.warn({ requests: untold }, 'turned away: more comes in than can be done');
      untold = 0;
    }, sayEveryMs).unref();
  }

  return (request, response, next) => {
    // Asked of every request: with one of them a round begins.
    if (!lateness.late('first')) return next();
    const whenLate = whenLateOf(request);
    if (whenLate === 'answered' || (whenLate === 'later' && !lateness.late('later'))) return next();
    metrics.refused('late');
    say();
    turnAway(request, response);
  };
}

/** How many seconds later to try again: not all of them at the same moment. */
export function tryAgainAfter(): string {
  return String(1 + Math.floor(3 * Math.random()));
}

/** What is told to whom was turned away. */
export const lateDetail = 'more comes in than can be done at the moment; what was accepted is kept, try this again';

/** Writes the response as it is: no other part of the service has looked at the request. */
function turnAway(request: Request, response: Response): void {
  const id = requestIdFor(request);
  const problem = wholeProblem({ title: 'Service Unavailable', code: 'overloaded', status: 503, detail: lateDetail });
  const body = JSON.stringify({ ...problem, request_id: id });
  const { 'content-length': length, 'transfer-encoding': chunked } = request.headers;
  const large = chunked !== undefined || Number(length ?? 0) > smallBody;
  response.writeHead(503, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Retry-After': tryAgainAfter(),
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': id,
    ...(large ? { Connection: 'close' } : {}),
  });
  if (large) response.once('finish', () => endLater(request));
  response.end(body);
}

/** What is done with a request while the process is late. */
function classify(routes: readonly Route[]): (request: Request) => NonNullable<Route['whenLate']> {
  const known = routes
    .filter(({ whenLate }) => whenLate !== undefined)
    .map(({ method, path, whenLate = 'later' }) => ({
      method: method.toUpperCase(),
      path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
      whenLate,
    }));
  return ({ method, path }) => {
    // The page, what describes the API, and what operators ask.
    if (!/^\/v1\//i.test(path)) return 'answered';
    return known.find((route) => route.method === method && route.path.test(path))?.whenLate ?? 'later';
  };
}
