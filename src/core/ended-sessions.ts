/**
 * Sessions that ended before their time: what carries one holds on to it until then. Only ids that mean nothing elsewhere are
 * kept, and no longer than that.
 */
export type EndedSessions = {
  /** Ends a session; forgets those whose time is over at the moment `now`. */
  readonly end: (session: { readonly id: string; readonly expiresAt: string }, now: string) => Promise<void>;
  readonly has: (id: string) => Promise<boolean>;
};
