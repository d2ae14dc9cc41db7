import { randomInt } from 'node:crypto';
import { createLocks } from '../locks.ts';
import type { Session } from '../session.ts';

/** Whoever takes up items, as the database sees him: by a lock that the server drops together with the process. */
export type Presence = {
  /** The name by which this process claims items. */
  readonly owner: string;
  /** Every owner that is there; undefined while we cannot see. */
  readonly present: () => Promise<ReadonlySet<string> | undefined>;
  readonly leave: () => Promise<void>;
};

/** An arbitrary number: the space of the locks of owners. */
const spaces = { owners: 1_735_290_733 };
const largestOwner = 2 ** 31 - 1;

/**
 * Makes this process known to the others. While its connection is lost they may take over what it has claimed, which costs double
 * work and nothing else.
 */
export async function enterPresence(session: Session): Promise<Presence> {
  const owner = randomInt(1, largestOwner);
  const locks = createLocks(session, spaces);
  let left = false;
  await session.onConnect(async () => {
    locks.forget();
    if (!left) await locks.take('owners', [owner]);
  });
  return {
    owner: `${owner}`,
    present: async () => {
      const seen = await locks.seen();
      return seen === undefined ? undefined : new Set([...seen.owners].map(String));
    },
    leave: async () => {
      left = true;
      await locks.giveBack('owners', [owner]);
    },
  };
}
