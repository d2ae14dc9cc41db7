import type { Config } from '../config.ts';
import { InvalidInput } from '../core/errors.ts';
import type { InvitationStore } from '../core/invitation.ts';
import { invitationLink } from '../grading/access/invitation-token.ts';
import { invite } from '../grading/access/invitations.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';

/** Whom to invite to what. */
export type InviteRequest = {
  readonly candidate: string;
  /** Ids, separated by commas; undefined: every question. */
  readonly questions: string | undefined;
  readonly lifetimeMs: number;
  /** It is the same person as whoever is known under this name. */
  readonly again: boolean;
};

/** What an invitation is made with. */
type InviteParts = {
  readonly config: Config;
  readonly catalogue: Catalogue;
  readonly invitations: InvitationStore;
};

/**
 * Prints the link by which a candidate answers questions: on standard output it alone.
 *
 * @throws {InvalidInput} when nothing is set that signs it, or the name cannot be one or may be another person's; {NotFound} for
 *   an unknown question
 */
export async function printInvitation(request: InviteRequest, parts: InviteParts): Promise<void> {
  const { secret, publicUrl } = parts.config.access;
  if (secret === undefined) {
    const message = 'must be set to sign an invitation, to the same as where the service runs';
    throw new InvalidInput('environment', [{ field: 'GRADER_SECRET', message }]);
  }
  const candidate = request.candidate.trim();
  if (candidate === '' || candidate.length > 200) throw faultOf('must have 1 to 200 characters');
  const questions = request.questions?.split(',').map((id) => id.trim()) ?? null;
  for (const id of questions ?? []) parts.catalogue.rubric(id);
  const expiresAt = new Date(Date.now() + request.lifetimeMs).toISOString();
  const asked = { candidate, questions, expiresAt, madeBy: null, again: request.again };
  const invited = await invite(asked, { invitations: parts.invitations, secret });
  if ('known' in invited) {
    const there = `there ${invited.known === 'attempts' ? 'are' : 'is'} ${invited.known} under this name`;
    throw faultOf(`${there}; add --again for the same person, or give another one a name or a number of their own`);
  }
  process.stdout.write(`${invitationLink(publicUrl ?? `http://localhost:${parts.config.port}`, invited.token)}\n`);
  const what = questions === null ? 'every question' : questions.join(', ');
  const until = expiresAt.slice(0, 16).replace('T', ' ');
  process.stderr.write(`for ${candidate} alone: ${what}, until ${until} UTC; whoever opens it is taken for them\n`);
  process.stderr.write(`\`answer-grader invitations withdraw ${invited.id}\` withdraws it\n`);
  if (publicUrl === undefined)
    process.stderr.write('GRADER_PUBLIC_URL is not set: the link works on this machine only\n');
}

function faultOf(message: string): InvalidInput {
  return new InvalidInput('--candidate', [{ field: '', message }]);
}
