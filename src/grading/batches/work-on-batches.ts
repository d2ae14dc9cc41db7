import type { BatchQueue, BatchSettings } from '../../core/batch.ts';
import { createBell } from './bell.ts';
import { gradeItem, type ItemGrader } from './grade-item.ts';
import { paceOf } from './pace.ts';
import { takeUp } from './take-up.ts';
import { waitFor } from './wait-for.ts';

/** What it takes to work on whatever batches there are. */
export type BatchWorker = ItemGrader & {
  readonly queue: BatchQueue;
  /** The engines whose batches are taken up, each with the label of its judge. */
  readonly judges: Readonly<Partial<Record<BatchSettings['engine'], string>>>;
  /** Calls to the model at the same time. */
  readonly concurrency: number;
  /** End when nothing waits, instead of waiting for more. */
  readonly untilEmpty?: boolean;
  /** Is told of what went wrong with the store; the work goes on after a while. */
  readonly onError: (error: unknown) => void;
  readonly onWritten?: (items: number) => void;
};

/** Work that goes on until it is stopped. */
export type RunningWork = {
  /** Something was added: look now. */
  readonly wake: () => void;
  /** Takes up no more; resolves when what was begun is written, and what was not begun is given back. */
  readonly stop: () => Promise<void>;
  /** Resolves when it has ended by itself or was stopped. */
  readonly ended: Promise<void>;
};

/** How often the queue is looked at while nothing is heard of. */
const lookMs = 500;
const shortestPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Takes up items of all batches, those of the two engines side by side: a long wait for a model holds up no heuristics. */
export function workOnBatches(worker: BatchWorker): RunningWork {
  const stopping = new AbortController();
  const lanes = (['heuristic', 'hybrid'] as const).flatMap((engine) => {
    const judge = worker.judges[engine];
    return judge === undefined ? [] : [openLane(worker, { engine, judge }, stopping.signal)];
  });
  const ended = Promise.all(lanes.map((lane) => lane.ended)).then(() => undefined);
  return {
    wake: () => {
      for (const { wake } of lanes) wake();
    },
    stop: async () => {
      stopping.abort();
      await ended;
    },
    ended,
  };
}

function openLane(
  worker: BatchWorker,
  wanted: { readonly engine: BatchSettings['engine']; readonly judge: string },
  stop: AbortSignal,
): { readonly wake: () => void; readonly ended: Promise<void> } {
  const { queue, concurrency, untilEmpty = false, onError, onWritten } = worker;
  const bell = createBell();
  stop.addEventListener('abort', bell.ring);

  async function work(): Promise<void> {
    let pauseMs = shortestPauseMs;
    while (!stop.aborted) {
      try {
        const limit = await takeUp({
          queue,
          wanted,
          grade: (item) => gradeItem(item, worker),
          pace: paceOf(wanted.engine, concurrency),
          stop,
          idle: async () => {
            pauseMs = shortestPauseMs;
            if (untilEmpty) return false;
            await bell.rung(lookMs);
            return true;
          },
          ...(onWritten === undefined ? {} : { onWritten }),
        });
        // Whoever may spend no more has nothing left to do.
        if (untilEmpty || limit !== undefined) return;
      } catch (error) {
        onError(error);
        await waitFor(pauseMs, stop);
        pauseMs = Math.min(2 * pauseMs, longestPauseMs);
      }
    }
  }

  return { wake: bell.ring, ended: work() };
}
