import { z } from 'zod';
import { invitationLink, signInvitation } from '../../grading/access/invitations.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { jsonBody } from '../body.ts';
import { type Route, route } from '../route.ts';
import { CandidateName, shape } from '../shapes.ts';
import { days } from './days.ts';
import type { Door } from './door.ts';
import { nothingToSignIn } from './session-routes.ts';

const InvitationBody = shape(
  'InvitationRequest',
  z.strictObject({
    candidate: CandidateName,
    /** null or left out: every question. */
    questions: z.array(z.string()).min(1).max(100).nullable().optional(),
    expires_days: days.optional(),
  }),
);

const InvitationShape = shape(
  'Invitation',
  z.object({
    id: z.string(),
    candidate: z.string(),
    questions: z.array(z.string()).nullable(),
    expires_at: z.string(),
    /** For the candidate alone: whoever opens it is taken for them. */
    link: z.string(),
  }),
);

const usualDays = 7;

/** Invitations of candidates. */
export function invitationRoutes({
  door,
  catalogue,
}: {
  readonly door: Door;
  readonly catalogue: Catalogue;
}): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/invitations',
      name: 'invite',
      access: 'interviewer',
      audit: 'a candidate was invited',
      summary: 'A link by which a candidate answers questions under their name, until it expires',
      body: jsonBody(InvitationBody),
      answers: { 201: { description: 'The invitation, which is nowhere kept', schema: InvitationShape } },
      problems: { 404: 'No such question; `nearest` holds ids like it', 409: 'Nobody signs in here' },
      handle: async ({ body: { candidate, questions = null, expires_days = usualDays }, request, response }) => {
        if (door.kind === 'open') throw nothingToSignIn();
        for (const id of questions ?? []) catalogue.rubric(id);
        const expiresAt = new Date(Date.now() + expires_days * 86_400_000).toISOString();
        const { invitation, token } = await signInvitation({ candidate, questions, expiresAt }, door.secret);
        const origin = door.publicUrl ?? `${request.protocol}://${request.host}`;
        response.set('Cache-Control', 'no-store');
        response.locals.audited = { invitation: invitation.id };
        return {
          status: 201,
          body: {
            id: invitation.id,
            candidate,
            questions: questions === null ? null : [...questions],
            expires_at: invitation.expiresAt,
            link: invitationLink(origin, token),
          },
        };
      },
    }),
  ];
}
