import type { Config } from '../config.ts';
import { InvalidInput } from '../core/errors.ts';
import { invitationLink, signInvitation } from '../grading/access/invitations.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';

/** Whom to invite to what. */
export type InviteRequest = {
  readonly candidate: string;
  /** Ids, separated by commas; undefined: every question. */
  readonly questions: string | undefined;
  readonly lifetimeMs: number;
};

/**
 * Prints the link by which a candidate answers questions: on standard output it alone.
 *
 * @throws {InvalidInput} when nothing is set that signs it, or the name cannot be one; {NotFound} for an unknown question
 */
export async function invite(
  { candidate, questions, lifetimeMs }: InviteRequest,
  { config, catalogue }: { readonly config: Config; readonly catalogue: Catalogue },
): Promise<void> {
  const { secret, publicUrl } = config.access;
  if (secret === undefined) {
    const message = 'must be set to sign an invitation, to the same as where the service runs';
    throw new InvalidInput('environment', [{ field: 'GRADER_SECRET', message }]);
  }
  const name = candidate.trim();
  if (name === '' || name.length > 200)
    throw new InvalidInput('--candidate', [{ field: '', message: 'must have 1 to 200 characters' }]);
  const ids = questions?.split(',').map((id) => id.trim()) ?? null;
  for (const id of ids ?? []) catalogue.rubric(id);
  const expiresAt = new Date(Date.now() + lifetimeMs).toISOString();
  const { invitation, token } = await signInvitation({ candidate: name, questions: ids, expiresAt }, secret);
  process.stdout.write(`${invitationLink(publicUrl ?? `http://localhost:${config.port}`, token)}\n`);
  const what = ids === null ? 'every question' : ids.join(', ');
  const until = invitation.expiresAt.slice(0, 16).replace('T', ' ');
  process.stderr.write(`for ${name} alone: ${what}, until ${until} UTC; whoever opens it is taken for them\n`);
  if (publicUrl === undefined)
    process.stderr.write('GRADER_PUBLIC_URL is not set: the link works on this machine only\n');
}
