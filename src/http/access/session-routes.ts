import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Invitation } from '../../core/invitation.ts';
import { checkInvitation } from '../../grading/access/invitations.ts';
import { checkKey } from '../../grading/access/keys.ts';
import { jsonBody } from '../body.ts';
import type { Gate } from '../operations/gate.ts';
import { Refused } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { shape } from '../shapes.ts';
import type { Door, GuardedDoor } from './door.ts';
import type { ForgeryGuard } from './forgery.ts';
import { type Principal, roleOf } from './principal.ts';
import { Forbidden, Unauthenticated } from './refusals.ts';
import { beginSession, endSession, readSession, type Session } from './session.ts';

const SessionShape = shape(
  'Session',
  z.object({
    /** False where nobody needs to sign in. */
    sign_in: z.boolean(),
    role: z.enum(['nobody', 'candidate', 'interviewer', 'admin', 'metrics']),
    /** The candidate's name, or the name of the key; null where nobody has signed in. */
    name: z.string().nullable(),
    /** What a candidate is invited to answer; null: every question. */
    questions: z.array(z.string()).nullable(),
    expires_at: z.string().nullable(),
    /** To be sent as `X-CSRF-Token` with whatever changes something, where the session is in a cookie; null otherwise. */
    csrf_token: z.string().nullable(),
  }),
);
type SessionShape = z.infer<typeof SessionShape>;

const SignIn = shape(
  'SignIn',
  z.union([
    z.strictObject({ key: z.string().trim().min(1).max(200) }),
    z.strictObject({ invitation: z.string().trim().min(1).max(8_000) }),
  ]),
);

/** How long somebody stays signed in by a key, in hours: a day of work. */
const keyHours = 12;

/** Signing in by a key or an invitation, who one is, signing out. */
export function sessionRoutes({
  door,
  forgery,
  gate,
}: {
  readonly door: Door;
  readonly forgery: ForgeryGuard | undefined;
  readonly gate: Gate;
}): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/session',
      name: 'signIn',
      whenLate: 'answered',
      access: 'anyone',
      summary: 'Sign in on a page, by a key or by the token of an invitation; the session is in a cookie',
      body: jsonBody(SignIn, 16 * 1024),
      answers: { 201: { description: 'Who one is now', schema: SessionShape } },
      problems: {
        401: 'The key or the invitation is not known, has expired, was revoked or withdrawn',
        403: 'The request comes from a page of another site, or the key is not for people',
        409: 'Nobody needs to sign in here',
      },
      handle: async ({ body, request, response }) => {
        if (door.kind === 'open') throw nothingToSignIn();
        const failed = await gate.admitSignIn(request, response);
        const { who, until, principal } = await proven(body, door).catch(async (error: unknown) => {
          await failed();
          throw error;
        });
        const session = await beginSession(request, response, { door, who, expiresAt: until });
        return { status: 201, body: describe(request, response, { principal, session, forgery }) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/session',
      name: 'whoAmI',
      whenLate: 'answered',
      access: 'anyone',
      summary: 'Who is asking, in which role, and whether one needs to sign in at all',
      answers: { 200: { description: 'Who it is', schema: SessionShape } },
      handle: async ({ who, request, response }) => {
        response.set('Cache-Control', 'no-store');
        const session =
          door.kind === 'open' || who.kind === 'nobody' || request.get('authorization') !== undefined
            ? undefined
            : await readSession(request, response, door);
        return { status: 200, body: describe(request, response, { principal: who, session, forgery }) };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/session',
      name: 'signOut',
      whenLate: 'answered',
      access: 'anyone',
      summary: 'Sign out: the session ends, also for whoever has a copy of its cookie',
      answers: { 204: { description: 'Nobody is signed in here any more' } },
      problems: { 403: 'The request comes from a page of another site' },
      handle: async ({ request, response }) => {
        if (door.kind === 'guarded') await endSession(request, response, door);
        return { status: 204 };
      },
    }),
  ];
}

type Proven = { readonly who: Session['who']; readonly until: Date; readonly principal: Principal };

/** Who brings a key or an invitation. @throws {Unauthenticated} where it is not good, {Forbidden} where it is for machines */
async function proven(body: z.output<typeof SignIn>, door: GuardedDoor): Promise<Proven> {
  if ('invitation' in body) {
    const check = await checkInvitation(body.invitation, door);
    if ('refused' in check) throw new Unauthenticated(check.refused);
    return invited(check.invitation);
  }
  const check = await checkKey(body.key, door.keys);
  if ('refused' in check) throw new Unauthenticated(check.refused);
  const { key } = check;
  if (key.role === 'metrics') throw new Forbidden('role');
  const until = new Date(Date.now() + keyHours * 3_600_000);
  return { who: { kind: 'key', key: key.id }, until, principal: { kind: 'key', key } };
}

function invited({ id, candidate, questions, expiresAt }: Invitation): Proven {
  const who = {
    kind: 'candidate',
    name: candidate,
    questions: questions === null ? null : [...questions],
    invitation: id,
  } as const;
  return { who, until: new Date(expiresAt), principal: who };
}

function describe(
  request: Request,
  response: Response,
  given: {
    readonly principal: Principal;
    readonly session: Session | undefined;
    readonly forgery: ForgeryGuard | undefined;
  },
): SessionShape {
  const { principal, session, forgery } = given;
  const signed = session !== undefined && forgery !== undefined;
  return {
    sign_in: principal.kind !== 'open',
    role: roleOf(principal),
    name: principal.kind === 'key' ? principal.key.name : principal.kind === 'candidate' ? principal.name : null,
    questions: principal.kind === 'candidate' && principal.questions !== null ? [...principal.questions] : null,
    expires_at: session?.expiresAt ?? null,
    csrf_token: signed ? forgery.token(request, response, session.id) : null,
  };
}

/** What needs keys cannot be done where there are none. */
export function nothingToSignIn(): Refused {
  const detail =
    'nobody signs in here: the service is open to this machine; `answer-grader keys create` makes a first key';
  return new Refused({ status: 409, code: 'no_sign_in', title: 'Conflict', detail });
}
