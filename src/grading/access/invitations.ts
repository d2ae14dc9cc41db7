import { randomUUID } from 'node:crypto';
import { NotFound } from '../../core/errors.ts';
import { type InvitationStore, invitationState, type KeptInvitation, type KnownName } from '../../core/invitation.ts';
import { readInvitation, signInvitation } from './invitation-token.ts';

/** Where invitations are kept, and the secret that signs them. */
export type InvitationParts = { readonly invitations: InvitationStore; readonly secret: string };

/** Whom to invite to what. `again`: it is the same person as whoever is known under this name. */
export type InvitationRequest = Pick<KeptInvitation, 'candidate' | 'questions' | 'expiresAt' | 'madeBy'> & {
  readonly again: boolean;
};

/** An invitation with its token, which is nowhere kept; or what is known under the name and may be another person's. */
export type Invited = { readonly id: string; readonly token: string } | { readonly known: KnownName };

/**
 * Invites a candidate. Attempts are theirs by their name alone, so that a name under which somebody is known is given to
 * nobody else: whoever invites says that it is the same person, or takes another name.
 */
export async function invite(
  { again, ...request }: InvitationRequest,
  { invitations, secret }: InvitationParts,
): Promise<Invited> {
  const id = randomUUID();
  // A token counts whole seconds: what is kept says the same.
  const expiresAt = new Date(Math.floor(Date.parse(request.expiresAt) / 1000) * 1000).toISOString();
  const token = await signInvitation({ ...request, id, expiresAt }, secret);
  const createdAt = new Date().toISOString();
  const known = await invitations.keep({ ...request, id, expiresAt, createdAt }, again);
  return known === undefined ? { id, token } : { known };
}

/** An invitation that opens the service, or why it does not. */
export type InvitationCheck =
  | { readonly invitation: KeptInvitation }
  | { readonly refused: 'unknown' | 'expired' | 'withdrawn' };

/** Checks the token of an invitation. One whose candidate was deleted is not known any more. */
export async function checkInvitation(
  token: string,
  { invitations, secret }: InvitationParts,
): Promise<InvitationCheck> {
  const read = await readInvitation(token, secret);
  return 'refused' in read ? read : checkInvitationAgain(read.invitation.id, invitations);
}

/** Checks an invitation that was checked before, by its id: it may have been withdrawn or have expired since. */
export async function checkInvitationAgain(id: string, invitations: InvitationStore): Promise<InvitationCheck> {
  const invitation = await invitations.find(id);
  if (invitation === undefined) return { refused: 'unknown' };
  const state = invitationState(invitation, new Date().toISOString());
  return state === 'open' ? { invitation } : { refused: state };
}

/** The invitation of an id. @throws {NotFound} when there is none */
export async function findInvitation(id: string, invitations: InvitationStore): Promise<KeptInvitation> {
  const invitation = await invitations.find(id);
  if (invitation === undefined) throw new NotFound('invitation', id);
  return invitation;
}

/** Withdraws an invitation, and with it every session that was begun with it. @throws {NotFound} when there is none of that id */
export async function withdrawInvitation(id: string, invitations: InvitationStore): Promise<KeptInvitation> {
  await invitations.withdraw(id, new Date().toISOString());
  return findInvitation(id, invitations);
}
