import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { getIronSession, type SessionOptions } from 'iron-session';
import { z } from 'zod';
import { derivedSecret } from '../../grading/access/derived-secret.ts';
import type { GuardedDoor } from './door.ts';

/** What the sealed cookie holds. Nothing of it is secret, and none of it can be changed by whoever carries it. */
const Session = z.object({
  id: z.string(),
  expiresAt: z.string(),
  who: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('key'), key: z.string() }),
    z.object({
      kind: z.literal('candidate'),
      name: z.string(),
      questions: z.array(z.string()).nullable(),
      invitation: z.string(),
    }),
  ]),
});
export type Session = z.infer<typeof Session>;

/** The session that a request brings; undefined where it brings none, or one that has ended or was not sealed here. */
export async function readSession(
  request: Request,
  response: Response,
  door: GuardedDoor,
): Promise<Session | undefined> {
  if (request.headers.cookie === undefined) return undefined;
  const sealed = await getIronSession<Session>(request, response, optionsOf(request, door, longestSeconds));
  const parsed = Session.safeParse({ ...sealed });
  return parsed.success && parsed.data.expiresAt > new Date().toISOString() ? parsed.data : undefined;
}

/** Begins a session, which ends at a moment, in the place of one that this browser may have. */
export async function beginSession(
  request: Request,
  response: Response,
  { door, expiresAt, who }: { readonly door: GuardedDoor; readonly expiresAt: Date; readonly who: Session['who'] },
): Promise<Session> {
  const former = await readSession(request, response, door);
  if (former !== undefined) await door.endedSessions.end(former, new Date().toISOString());
  const seconds = Math.max(1, Math.ceil((expiresAt.getTime() - Date.now()) / 1000));
  const sealed = await getIronSession<Session>(request, response, optionsOf(request, door, seconds));
  const session = { id: randomUUID(), expiresAt: expiresAt.toISOString(), who };
  Object.assign(sealed, session);
  await sealed.save();
  return session;
}

/** Ends the session that a request brings, for whoever carries a copy of its cookie too, and takes the cookie from this browser. */
export async function endSession(request: Request, response: Response, door: GuardedDoor): Promise<void> {
  const session = await readSession(request, response, door);
  if (session !== undefined) await door.endedSessions.end(session, new Date().toISOString());
  const sealed = await getIronSession<Session>(request, response, optionsOf(request, door, longestSeconds));
  sealed.destroy();
}

/** Do people open the service over HTTPS? Only then may a browser be told to send its cookies nowhere else. */
export function isHttps(request: Request, { publicUrl }: GuardedDoor): boolean {
  return publicUrl === undefined ? request.secure : publicUrl.startsWith('https:');
}

/** A year and a day: longer than any invitation holds. */
const longestSeconds = 366 * 86_400;

function optionsOf(request: Request, door: GuardedDoor, ttl: number): SessionOptions {
  const secure = isHttps(request, door);
  return {
    // With this prefix a browser takes the cookie from this very host alone, and over HTTPS alone.
    cookieName: secure ? '__Host-grader' : 'grader',
    password: derivedSecret(door.secret, 'sessions').toString('hex'),
    ttl,
    cookieOptions: { httpOnly: true, sameSite: 'strict', secure, path: '/' },
  };
}
