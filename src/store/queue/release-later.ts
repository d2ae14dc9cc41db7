import type { BatchQueue, ClaimedItem } from '../../core/batch.ts';

/**
 * The same queue, which gives back with the next claim what could not be given back while the store was away. Otherwise nobody would
 * take it over: whoever claimed it is still there, and seems to be at work on it.
 */
export function releasingLater(queue: BatchQueue): BatchQueue {
  const owed = new Set<ClaimedItem>();

  async function release(items: readonly ClaimedItem[]): Promise<void> {
    try {
      await queue.release(items);
    } catch (error) {
      for (const item of items) owed.add(item);
      throw error;
    }
  }

  return {
    ...queue,
    release,
    async claim(query, most) {
      if (owed.size > 0) {
        const items = [...owed];
        owed.clear();
        await release(items);
      }
      return queue.claim(query, most);
    },
  };
}
