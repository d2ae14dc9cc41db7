import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * What has to be told to an engine that queues items outside of their table, within the transaction of the change. Where the
 * table itself is the queue, there is nobody to tell.
 */
export type QueueEngine = {
  /** Before a batch is there: makes room for its items. Harmless where it is there already. */
  readonly open: (batch: string) => Promise<void>;
  /** These items wait from now on. */
  readonly enqueue: (transaction: Transaction<Tables>, batch: string, positions: readonly number[]) => Promise<void>;
  /** After a batch is gone. */
  readonly close: (batch: string) => Promise<void>;
};

/** For a store whose table of items is the queue. */
export const noEngine: QueueEngine = {
  open: async () => undefined,
  enqueue: async () => undefined,
  close: async () => undefined,
};
