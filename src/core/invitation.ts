import type { Page } from './kept-grade.ts';

/** Who is invited to answer what. Times are ISO 8601 in UTC. */
export type Invitation = {
  readonly id: string;
  /** As the attempts name them. */
  readonly candidate: string;
  /** null: every question. */
  readonly questions: readonly string[] | null;
  readonly expiresAt: string;
};

/** An invitation as it is kept: never the link that opens it. */
export type KeptInvitation = Invitation & {
  /** The key with which it was made; null: on the command line. */
  readonly madeBy: string | null;
  /** Whose key that is. */
  readonly madeByName: string | null;
  readonly createdAt: string;
  readonly withdrawnAt: string | null;
};

/** What there is already under a candidate's name, for its holder alone to see. */
export type KnownName = 'an open invitation' | 'attempts';

/** Invitations, kept. One that is not kept, or not any more, opens nothing. */
export type InvitationStore = {
  /**
   * Keeps an invitation, which is not withdrawn. Unless it is for the same person `again`, nothing is kept where somebody of
   * the same name may be another: two at the same moment do not both find the name free.
   *
   * @returns what there is under the name and keeps it from being given to another; undefined: it was kept
   */
  readonly keep: (
    invitation: Omit<KeptInvitation, 'madeByName' | 'withdrawnAt'>,
    again: boolean,
  ) => Promise<KnownName | undefined>;
  readonly find: (id: string) => Promise<KeptInvitation | undefined>;
  /** The latest first; of one candidate, or of all. */
  readonly list: (query: {
    readonly candidate?: string;
    readonly after?: string;
    readonly limit: number;
  }) => Promise<Page<KeptInvitation>>;
  /** Withdraws an invitation; one that has been withdrawn keeps its time. */
  readonly withdraw: (id: string, at: string) => Promise<void>;
};

/** Does an invitation open the service at a moment? Why not, where it does not. */
export function invitationState(
  { expiresAt, withdrawnAt }: Pick<KeptInvitation, 'expiresAt' | 'withdrawnAt'>,
  now: string,
): 'open' | 'expired' | 'withdrawn' {
  if (withdrawnAt !== null) return 'withdrawn';
  return expiresAt <= now ? 'expired' : 'open';
}
