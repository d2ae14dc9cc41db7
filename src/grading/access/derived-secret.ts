import { hkdfSync } from 'node:crypto';

/** A secret for one purpose, derived from the operator's: what is made for one purpose is worth nothing for another. */
export function derivedSecret(secret: string, purpose: 'sessions' | 'forgery' | 'invitations'): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `answer-grader ${purpose}`, 32));
}
