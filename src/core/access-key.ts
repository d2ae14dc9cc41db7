/** What a key lets its holder do: `metrics` reads what is counted, and nothing else. */
export const keyRoles = ['interviewer', 'admin', 'metrics'] as const;
export type KeyRole = (typeof keyRoles)[number];

/** A key to the service as it is kept: never the key itself. Times are ISO 8601 in UTC. */
export type AccessKey = {
  /** Stands in the key too, and may be shown. */
  readonly id: string;
  /** Whose it is; decisions made with it bear this name. */
  readonly name: string;
  readonly role: KeyRole;
  readonly hash: string;
  /** The key with which it was made; null: on the command line. */
  readonly madeBy: string | null;
  readonly createdAt: string;
  /** null: it does not expire. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** To the minute; null: it was never used. */
  readonly lastUsedAt: string | null;
};

/** Keys, kept. None is ever removed: what it did can still be told apart. */
export type KeyStore = {
  readonly keep: (key: AccessKey) => Promise<void>;
  readonly find: (id: string) => Promise<AccessKey | undefined>;
  /** In the order in which they were made. */
  readonly list: () => Promise<readonly AccessKey[]>;
  /** Ends a key; one that has been ended keeps its time. */
  readonly revoke: (id: string, at: string) => Promise<void>;
  readonly used: (id: string, at: string) => Promise<void>;
};

/** Can a key still be used, at a moment? Why not, where it cannot. */
export function keyState(
  { expiresAt, revokedAt }: Pick<AccessKey, 'expiresAt' | 'revokedAt'>,
  now: string,
): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}
