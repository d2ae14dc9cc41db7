import type { Batch, BatchQueue, BatchStore } from '../../core/batch.ts';
import type { CostLimitReached } from '../../core/errors.ts';
import { gradeItem, type ItemGrader } from './grade-item.ts';
import { paceOf } from './pace.ts';
import { takeUp } from './take-up.ts';
import { waitFor } from './wait-for.ts';

/** One batch to be graded to its end. */
export type BatchRun = ItemGrader & {
  readonly batches: BatchStore;
  readonly queue: BatchQueue;
  /** Calls to the model at the same time. */
  readonly concurrency: number;
  readonly stop: AbortSignal;
  readonly onWritten?: (items: number) => void;
};

/** How often it is looked whether others have ended what they took up. */
const lookMs = 250;

/**
 * Grades a batch, which may still be filled, until every item has ended, together with whoever else takes up items of it; until it is stopped or cancelled;
 * or until the money is spent.
 *
 * @returns the limit, where the money is spent and items are left
 */
export async function runBatch({ id, engine }: Batch, run: BatchRun): Promise<CostLimitReached | undefined> {
  const { batches, queue, stop, onWritten } = run;
  return takeUp({
    queue,
    wanted: { batch: id },
    grade: (item) => gradeItem(item, run),
    pace: paceOf(engine, run.concurrency),
    stop,
    idle: async () => {
      const state = (await batches.find(id))?.state;
      if (state !== 'running' && state !== 'filling') return false;
      await waitFor(lookMs, stop);
      return true;
    },
    ...(onWritten === undefined ? {} : { onWritten }),
  });
}
