import { z } from 'zod';
import { invitationState, type KeptInvitation } from '../../core/invitation.ts';
import { shape } from '../shapes.ts';

const invitation = {
  id: z.string(),
  candidate: z.string(),
  questions: z.array(z.string()).nullable(),
  state: z.enum(['open', 'expired', 'withdrawn']),
  made_by: z.string().nullable(),
  made_by_name: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string(),
  withdrawn_at: z.string().nullable(),
};

/** An invitation as it is kept. */
export const InvitationShape = shape('Invitation', z.object(invitation));
export type InvitationShape = z.infer<typeof InvitationShape>;

/** An invitation that was just made, with the link that is told this once. */
export const NewInvitationShape = shape('NewInvitation', z.object({ ...invitation, link: z.string() }));

/** An invitation, described. */
export function describeInvitation(kept: KeptInvitation): InvitationShape {
  const { id, candidate, questions, madeBy, madeByName, createdAt, expiresAt, withdrawnAt } = kept;
  return {
    ...{ id, candidate, questions: questions === null ? null : [...questions] },
    state: invitationState(kept, new Date().toISOString()),
    ...{ made_by: madeBy, made_by_name: madeByName, created_at: createdAt },
    ...{ expires_at: expiresAt, withdrawn_at: withdrawnAt },
  };
}
