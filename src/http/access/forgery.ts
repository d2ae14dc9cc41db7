import { doubleCsrf } from 'csrf-csrf';
import type { Request, Response } from 'express';
import { derivedSecret } from '../../grading/access/derived-secret.ts';
import type { GuardedDoor } from './door.ts';
import { isHttps } from './session.ts';

/** Requests of these methods change nothing. */
const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Is this a request that changes something and that a browser makes for a page of another site? Browsers say where a request
 * comes from; other programs carry no cookies that anybody could misuse.
 */
export function comesFromElsewhere(request: Request, publicUrl: string | undefined): boolean {
  if (reading.has(request.method)) return false;
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.get('origin');
  if (origin === undefined) return false;
  return origin !== publicUrl && (!URL.canParse(origin) || new URL(origin).host !== request.host);
}

/** Tokens that a page must send with whatever changes something: a page of another site cannot read them. */
export type ForgeryGuard = {
  /** The token of a session, for its page. */
  readonly token: (request: Request, response: Response, session: string) => string;
  readonly accepts: (request: Request, response: Response, session: string) => boolean;
};

/** Opens the guard against forged requests of signed-in browsers. */
export function openForgeryGuard(door: GuardedDoor): ForgeryGuard {
  const secret = derivedSecret(door.secret, 'forgery').toString('hex');
  const make = (secure: boolean) => {
    const cookieName = secure ? '__Host-grader-token' : 'grader-token';
    const utilities = doubleCsrf({
      getSecret: () => secret,
      getSessionIdentifier: (request) => String(request.res?.locals.session),
      cookieName,
      cookieOptions: { httpOnly: true, sameSite: 'strict', secure, path: '/' },
    });
    return { cookieName, ...utilities };
  };
  const [plain, secure] = [make(false), make(true)];

  function prepared(request: Request, response: Response, session: string) {
    const guard = isHttps(request, door) ? secure : plain;
    response.locals.session = session;
    request.cookies = cookieOf(request, guard.cookieName);
    return guard;
  }

  return {
    token: (request, response, session) => prepared(request, response, session).generateCsrfToken(request, response),
    accepts: (request, response, session) =>
      reading.has(request.method) || prepared(request, response, session).validateRequest(request),
  };
}

/** One cookie, in the form that csrf-csrf looks for it; its values hold nothing that is written otherwise in a header. */
function cookieOf(request: Request, name: string): Record<string, string> {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = cookies.find(([given]) => given === name)?.[1];
  return value === undefined ? {} : { [name]: value };
}
