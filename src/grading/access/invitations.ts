import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { derivedSecret } from './derived-secret.ts';

/** Who is invited to answer what. Times are ISO 8601 in UTC. */
export type Invitation = {
  readonly id: string;
  /** As the attempts name them. */
  readonly candidate: string;
  /** null: every question. */
  readonly questions: readonly string[] | null;
  readonly expiresAt: string;
};

const audience = 'answer-grader invitation';
const algorithm = 'HS256';

const Claims = z.object({
  jti: z.string().min(1),
  sub: z.string().min(1).max(200),
  questions: z.array(z.string()).optional(),
  exp: z.number(),
});

/** Signs an invitation. Nothing is kept: it holds until it expires, or until the secret is another. */
export async function signInvitation(
  { candidate, questions, expiresAt }: Omit<Invitation, 'id'>,
  secret: string,
): Promise<{ readonly invitation: Invitation; readonly token: string }> {
  const id = randomUUID();
  // The claim counts whole seconds.
  const expires = Math.floor(Date.parse(expiresAt) / 1000);
  const token = await new SignJWT(questions === null ? {} : { questions: [...questions] })
    .setProtectedHeader({ alg: algorithm })
    .setJti(id)
    .setSubject(candidate)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(derivedSecret(secret, 'invitations'));
  return { invitation: { id, candidate, questions, expiresAt: new Date(expires * 1000).toISOString() }, token };
}

/** What an invitation says, where it was signed with this secret and holds; otherwise why it does not. */
export async function readInvitation(
  token: string,
  secret: string,
): Promise<{ readonly invitation: Invitation } | { readonly refused: 'unknown' | 'expired' }> {
  try {
    const { payload } = await jwtVerify(token, derivedSecret(secret, 'invitations'), {
      algorithms: [algorithm],
      audience,
      requiredClaims: ['exp', 'jti', 'sub'],
    });
    const { jti, sub, questions = null, exp } = Claims.parse(payload);
    const expiresAt = new Date(exp * 1000).toISOString();
    return { invitation: { id: jti, candidate: sub, questions, expiresAt } };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { refused: 'expired' };
    if (error instanceof errors.JOSEError) return { refused: 'unknown' };
    throw error;
  }
}

/** The link that a candidate opens. What follows `#` is never sent by a browser, so that no log on the way holds it. */
export function invitationLink(origin: string, token: string): string {
  return new URL(`/#invitation=${token}`, origin).href;
}
