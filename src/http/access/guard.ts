import type { Request, RequestHandler, Response } from 'express';
import type { Refused } from '../problem.ts';
import type { Access, Route } from '../route.ts';
import { type Door, isLoopback } from './door.ts';
import { comesFromElsewhere, type ForgeryGuard } from './forgery.ts';
import { type Found, findAgain, openFinder } from './found.ts';
import { idOf, type Role, roleOf } from './principal.ts';
import { Forbidden, Unauthenticated } from './refusals.ts';
import { openStreamWatch } from './stream-watch.ts';

/** Stands before every route. */
export type Guard = {
  /** Finds out who asks, so that limits are counted for them. It refuses nobody. */
  readonly identify: RequestHandler;
  /** @throws {Unauthenticated} where nobody is known to ask; {Forbidden} where they may not call a route */
  readonly admit: (route: Route, request: Request, response: Response) => Promise<void>;
  /** Calls `end` with why, some seconds after whoever was let in would not be any more, where the response is still being written. */
  readonly watch: (response: Response, end: (why: Refused) => void) => void;
};

const allowed: Readonly<Record<Access, readonly Role[]>> = {
  anyone: ['nobody', 'candidate', 'interviewer', 'admin', 'metrics'],
  candidate: ['candidate', 'interviewer', 'admin'],
  interviewer: ['interviewer', 'admin'],
  admin: ['admin'],
  metrics: ['metrics', 'admin'],
};

/**
 * Opens the guard.
 *
 * @param onError - is told where it cannot be looked who of those with an open stream may still come in
 */
export function openGuard(
  door: Door,
  { forgery, onError }: { readonly forgery: ForgeryGuard | undefined; readonly onError: (error: unknown) => void },
): Guard {
  const publicUrl = door.kind === 'guarded' ? door.publicUrl : undefined;
  const findWho = door.kind === 'open' ? undefined : openFinder(door);
  const streams =
    door.kind === 'open' ? undefined : openStreamWatch({ findAgain: (found) => findAgain(found, door), onError });

  async function identify(request: Request, response: Response): Promise<Found> {
    const known = (response.locals as { found?: Found }).found;
    if (known !== undefined) return known;
    const found: Found = findWho === undefined ? { principal: { kind: 'open' } } : await findWho(request, response);
    const id = idOf(found.principal);
    Object.assign(response.locals, { found, principal: found.principal }, id === undefined ? {} : { client: id });
    return found;
  }

  /** Why a request is refused; undefined where it is not. */
  function refusal(route: Route, request: Request, response: Response, found: Found) {
    if (comesFromElsewhere(request, publicUrl)) return new Forbidden('forged');
    if (door.kind === 'open' && route.access !== 'anyone' && !isFromHere(request))
      return new Forbidden('not this machine');
    const { principal, refused, session } = found;
    if (!allowed[route.access].includes(roleOf(principal)))
      return principal.kind === 'nobody' ? new Unauthenticated(refused ?? 'no credentials') : new Forbidden('role');
    // Signing in and out needs no token: that it comes from this very site is enough.
    const byCookie = session !== undefined && route.access !== 'anyone';
    if (byCookie && forgery?.accepts(request, response, session.id) === false) return new Forbidden('forged');
    return undefined;
  }

  return {
    identify: async (request, response, next) => {
      await identify(request, response);
      next();
    },
    admit: async (route, request, response) => {
      const refused = refusal(route, request, response, await identify(request, response));
      if (refused !== undefined) throw refused;
    },
    watch: (response, end) => {
      const { found } = response.locals as { found?: Found };
      if (streams === undefined || found === undefined || response.closed) return;
      const release = streams.watch(found, (why) => {
        if (!response.headersSent || response.writableEnded) return false;
        end(why);
        return true;
      });
      response.once('close', release);
    },
  };
}

/**
 * Was a request made to this machine under a name that is always its own, and passed on by nobody? Otherwise it may come from
 * elsewhere: through a proxy, or from a page whose name was made to point here.
 */
function isFromHere(request: Request): boolean {
  const proxied = request.get('x-forwarded-for') ?? request.get('forwarded');
  // A client of long ago names no host at all.
  const name: string | undefined = request.hostname;
  return name !== undefined && isLoopback(name) && (proxied === undefined || request.app.get('trust proxy') !== false);
}
