import type { Request, RequestHandler, Response } from 'express';
import { checkKey, checkKeyAgain, type KeyCheck } from '../../grading/access/keys.ts';
import type { Access, Route } from '../route.ts';
import { type Door, isLoopback } from './door.ts';
import { comesFromElsewhere, type ForgeryGuard } from './forgery.ts';
import { idOf, type Principal, type Role, roleOf } from './principal.ts';
import { Forbidden, Unauthenticated, type Why } from './refusals.ts';
import { readSession } from './session.ts';

/** Stands before every route. */
export type Guard = {
  /** Finds out who asks, so that limits are counted for them. It refuses nobody. */
  readonly identify: RequestHandler;
  /** @throws {Unauthenticated} where nobody is known to ask; {Forbidden} where they may not call a route */
  readonly admit: (route: Route, request: Request, response: Response) => Promise<void>;
};

const allowed: Readonly<Record<Access, readonly Role[]>> = {
  anyone: ['nobody', 'candidate', 'interviewer', 'admin', 'metrics'],
  candidate: ['candidate', 'interviewer', 'admin'],
  interviewer: ['interviewer', 'admin'],
  admin: ['admin'],
  metrics: ['metrics', 'admin'],
};

type Found = {
  readonly principal: Principal;
  /** Why there is nobody, where something was brought to say who it is. */
  readonly refused?: Extract<Why, 'unknown key' | 'expired' | 'revoked'>;
  /** The session that it was read from. */
  readonly session?: string;
};

/** Opens the guard. */
export function openGuard(door: Door, forgery: ForgeryGuard | undefined): Guard {
  const publicUrl = door.kind === 'guarded' ? door.publicUrl : undefined;

  async function find(request: Request, response: Response): Promise<Found> {
    if (door.kind === 'open') return { principal: { kind: 'open' } };
    const bearer = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    if (bearer !== undefined) return foundBy(await checkKey(bearer, door.keys));
    const session = await readSession(request, response, door);
    if (session === undefined) return { principal: { kind: 'nobody' } };
    const { who, id } = session;
    const found: Found =
      who.kind === 'candidate' ? { principal: who } : foundBy(await checkKeyAgain(who.key, door.keys));
    return { ...found, session: id };
  }

  async function identify(request: Request, response: Response): Promise<Found> {
    const known = (response.locals as { found?: Found }).found;
    if (known !== undefined) return known;
    const found = await find(request, response);
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
    if (byCookie && forgery?.accepts(request, response, session) === false) return new Forbidden('forged');
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
  };
}

function foundBy(check: KeyCheck): Found {
  if ('key' in check) return { principal: { kind: 'key', key: check.key } };
  return {
    principal: { kind: 'nobody' },
    refused: check.refused === 'unknown' ? 'unknown key' : check.refused,
  };
}

/**
 * Was a request made to this machine under a name that is always its own, and passed on by nobody? Otherwise it may come from
 * elsewhere: through a proxy, or from a page whose name was made to point here.
 */
function isFromHere(request: Request): boolean {
  const proxied = request.get('x-forwarded-for') ?? request.get('forwarded');
  return isLoopback(request.hostname) && (proxied === undefined || request.app.get('trust proxy') !== false);
}
