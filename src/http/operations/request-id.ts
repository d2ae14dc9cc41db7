import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';

const header = 'X-Request-Id';

/** Gives every request an id: the sender's, where it is a sane one, so that it can be followed through several systems. */
export const requestId: RequestHandler = (request, response, next) => {
  response.set(header, requestIdFor(request));
  next();
};

/** The id that a request is to have. */
export function requestIdFor(request: Request): string {
  const given = request.get(header);
  return given !== undefined && /^[\w.:-]{8,128}$/.test(given) ? given : randomUUID();
}

/** The id of the request that is being answered; undefined before it has one. */
export function requestIdOf(response: Response): string | undefined {
  return response.get(header);
}
