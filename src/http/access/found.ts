import type { Request, Response } from 'express';
import { checkInvitationAgain } from '../../grading/access/invitations.ts';
import { checkKey, checkKeyAgain, type KeyCheck } from '../../grading/access/keys.ts';
import type { GuardedDoor } from './door.ts';
import type { Principal } from './principal.ts';
import type { WhyNobody } from './refusals.ts';
import { rememberSessions } from './remembered-sessions.ts';
import { isHttps, readSession, type Session } from './session.ts';

/** Who was found to ask. */
export type Found = {
  readonly principal: Principal;
  /** Why there is nobody, where something was brought to say who it is. */
  readonly refused?: WhyNobody;
  /** The session that it was read from. */
  readonly session?: Session;
};

/** Finds out who makes a request: by a key in its header, else by the session in its cookie. */
export function openFinder(door: GuardedDoor): (request: Request, response: Response) => Promise<Found> {
  const sessionOf = rememberSessions(([request, response]: [Request, Response]) =>
    readSession(request, response, door),
  );
  return async (request, response) => {
    const bearer = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    if (bearer !== undefined) return foundBy(await checkKey(bearer, door.keys));
    const { cookie } = request.headers;
    if (cookie === undefined) return { principal: { kind: 'nobody' } };
    // By its name a cookie holds over HTTPS alone, or over plain HTTP alone.
    const session = await sessionOf(`${isHttps(request, door)} ${cookie}`, [request, response]);
    return session === undefined ? { principal: { kind: 'nobody' } } : foundIn(session, door);
  };
}

/** Finds again whoever was found before: the key, the session or the invitation may have ended since. */
export async function findAgain(found: Found, door: GuardedDoor): Promise<Found> {
  if (found.session !== undefined) return foundIn(found.session, door);
  const { principal } = found;
  return principal.kind === 'key' ? foundBy(await checkKeyAgain(principal.key.id, door.keys)) : found;
}

async function foundIn(session: Session, door: GuardedDoor): Promise<Found> {
  if (session.expiresAt <= new Date().toISOString()) return nobody('expired');
  if (await door.endedSessions.has(session.id)) return nobody('signed out');
  const { who } = session;
  if (who.kind === 'key') return { ...foundBy(await checkKeyAgain(who.key, door.keys)), session };
  const check = await checkInvitationAgain(who.invitation, door.invitations);
  return 'refused' in check ? nobody(check.refused) : { principal: who, session };
}

function foundBy(check: KeyCheck): Found {
  return 'key' in check ? { principal: { kind: 'key', key: check.key } } : nobody(check.refused);
}

function nobody(refused: WhyNobody): Found {
  return { principal: { kind: 'nobody' }, refused };
}
