import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const header = 'X-Request-Id';

/** Gives every request an id: the sender's, where it is a sane one, so that it can be followed through several systems. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get(header);
  response.set(header, given !== undefined && /^[\w.:-]{8,128}$/.test(given) ? given : randomUUID());
  next();
};

/** The id of the request that is being answered; undefined before it has one. */
export function requestIdOf(response: Response): string | undefined {
  return response.get(header);
}
