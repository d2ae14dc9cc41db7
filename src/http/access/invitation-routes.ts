import { z } from 'zod';
import type { KeptInvitation, KnownName } from '../../core/invitation.ts';
import { invitationLink } from '../../grading/access/invitation-token.ts';
import { findInvitation, invite, withdrawInvitation } from '../../grading/access/invitations.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { jsonBody } from '../body.ts';
import { Refused } from '../problem.ts';
import { pageOf, pageQuery, usualLimit } from '../query.ts';
import { type Route, route } from '../route.ts';
import { ById, CandidateName, shape } from '../shapes.ts';
import { days } from './days.ts';
import type { Door, GuardedDoor } from './door.ts';
import { describeInvitation, InvitationShape, NewInvitationShape } from './invitation-shape.ts';
import { keyIdOf, type Principal, roleOf } from './principal.ts';
import { Forbidden } from './refusals.ts';
import { nothingToSignIn } from './session-routes.ts';

const InvitationBody = shape(
  'InvitationRequest',
  z.strictObject({
    candidate: CandidateName,
    /** null or left out: every question. */
    questions: z.array(z.string()).min(1).max(100).nullable().optional(),
    expires_days: days.optional(),
    again: z.boolean().optional(),
  }),
);

const usualDays = 7;
const open = { 409: 'Nobody signs in here' };

/** Invitations of candidates: made, listed, withdrawn. */
export function invitationRoutes({
  door,
  catalogue,
}: {
  readonly door: Door;
  readonly catalogue: Catalogue;
}): readonly Route[] {
  function guarded(): GuardedDoor {
    if (door.kind === 'open') throw nothingToSignIn();
    return door;
  }

  return [
    route({
      method: 'post',
      path: '/v1/invitations',
      name: 'invite',
      access: 'interviewer',
      audit: 'a candidate was invited',
      summary: 'A link by which a candidate answers questions under their name, until it expires or is withdrawn',
      body: jsonBody(InvitationBody),
      answers: {
        201: { description: 'The invitation, with its link, which is told this once', schema: NewInvitationShape },
      },
      problems: {
        404: 'No such question; `nearest` holds ids like it',
        409: 'Nobody signs in here; or somebody of this name was invited or has attempts, who may be another: then nothing was made',
      },
      handle: async ({ body, who, request, response }) => {
        const { candidate, questions = null, expires_days = usualDays, again = false } = body;
        const { secret, publicUrl, invitations } = guarded();
        for (const id of questions ?? []) catalogue.rubric(id);
        const expiresAt = new Date(Date.now() + expires_days * 86_400_000).toISOString();
        const asked = { candidate, questions, expiresAt, madeBy: keyIdOf(who), again };
        const invited = await invite(asked, { invitations, secret });
        if ('known' in invited) throw nameIsKnown(invited.known);
        const origin = publicUrl ?? `${request.protocol}://${request.host}`;
        const made = describeInvitation(await findInvitation(invited.id, invitations));
        response.set('Cache-Control', 'no-store');
        response.locals.audited = { invitation: invited.id };
        return { status: 201, body: { ...made, link: invitationLink(origin, invited.token) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/invitations',
      name: 'listInvitations',
      access: 'interviewer',
      summary: 'The invitations, the latest first, without their links, which are nowhere kept',
      query: z.strictObject({ candidate: CandidateName.exactOptional(), ...pageQuery }),
      answers: { 200: { description: 'A page of invitations', schema: pageOf('InvitationPage', InvitationShape) } },
      problems: open,
      handle: async ({ query: { limit = usualLimit, ...query } }) => {
        const { items, next } = await guarded().invitations.list({ ...query, limit });
        return { status: 200, body: { items: items.map(describeInvitation), next } };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/invitations/{id}',
      name: 'withdrawInvitation',
      access: 'interviewer',
      // Whoever overloads the service may do so by this very invitation.
      whenLate: 'answered',
      audit: 'an invitation was withdrawn',
      summary: 'Withdraw an invitation, and with it every session that was begun with it, at once',
      params: ById,
      answers: { 200: { description: 'The invitation', schema: InvitationShape } },
      problems: { ...open, 403: 'An interviewer withdraws their own, an admin any', 404: 'No such invitation' },
      handle: async ({ params: { id }, who, response }) => {
        const { invitations } = guarded();
        if (!mayWithdraw(who, await findInvitation(id, invitations))) throw new Forbidden('not theirs');
        const withdrawn = await withdrawInvitation(id, invitations);
        response.locals.audited = { invitation: id };
        return { status: 200, body: describeInvitation(withdrawn) };
      },
    }),
  ];
}

/** Theirs is what was made with a key of their name: the one they have today may not be the one they had then. */
function mayWithdraw(who: Principal, { madeByName }: KeptInvitation): boolean {
  return roleOf(who) === 'admin' || (who.kind === 'key' && who.key.name === madeByName);
}

function nameIsKnown(known: KnownName): Refused {
  const detail =
    `there ${known === 'attempts' ? 'are' : 'is'} ${known} under this name, and two of one name would see each other's attempts; ` +
    'for the same person send `again: true`, to anybody else give a name or a number of their own';
  return new Refused({ status: 409, code: 'name_known', title: 'Conflict', detail });
}
