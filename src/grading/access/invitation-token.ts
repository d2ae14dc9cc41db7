import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Invitation } from '../../core/invitation.ts';
import { derivedSecret } from './derived-secret.ts';

const audience = 'answer-grader invitation';
const algorithm = 'HS256';

const Claims = z.object({
  jti: z.string().min(1),
  sub: z.string().min(1).max(200),
  questions: z.array(z.string()).optional(),
  exp: z.number(),
});

/** The token of an invitation, which proves it until it expires, or until the secret is another. It counts whole seconds. */
export function signInvitation({ id, candidate, questions, expiresAt }: Invitation, secret: string): Promise<string> {
  return new SignJWT(questions === null ? {} : { questions: [...questions] })
    .setProtectedHeader({ alg: algorithm })
    .setJti(id)
    .setSubject(candidate)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.parse(expiresAt) / 1000))
    .sign(derivedSecret(secret, 'invitations'));
}

/** What a token says, where it was signed with this secret and has not expired; otherwise why it proves nothing. */
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
