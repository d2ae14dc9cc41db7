import type { Response } from 'express';
import type { AccessKey, KeyRole } from '../../core/access-key.ts';

/** What somebody may do. `nobody`: has not said who it is. */
export type Role = 'nobody' | 'candidate' | KeyRole;

/** Who asks. `open`: whoever is at this machine, where no sign-in is set up. */
export type Principal =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'open' }
  | { readonly kind: 'key'; readonly key: AccessKey }
  | {
      readonly kind: 'candidate';
      /** As the attempts name them. */
      readonly name: string;
      /** null: every question. */
      readonly questions: readonly string[] | null;
      readonly invitation: string;
    };

/** The role of whoever asks. */
export function roleOf(who: Principal): Role {
  if (who.kind === 'open') return 'admin';
  return who.kind === 'key' ? who.key.role : who.kind;
}

/** An id for logs and limits that tells callers apart and names nobody; undefined for those who have none. */
export function idOf(who: Principal): string | undefined {
  if (who.kind === 'key') return `key:${who.key.id}`;
  return who.kind === 'candidate' ? `invitation:${who.invitation}` : undefined;
}

/** The key with which something is made; null where there is none. */
export function keyIdOf(who: Principal): string | null {
  return who.kind === 'key' ? who.key.id : null;
}

/** Who asks, as the guard has found out. */
export function principalOf(response: Response): Principal {
  return (response.locals as { principal?: Principal }).principal ?? { kind: 'nobody' };
}
