import { Worker } from 'node:worker_threads';
import type { ClaimedItem, ItemOutcome } from '../../core/batch.ts';

/** What the thread is started with. */
export type ThreadSettings = {
  /** Folder of the rubrics. */
  readonly rubrics: string;
  readonly version: string;
};

/** What the thread says: that it is there, or what became of the next items in their order. */
export type FromThread = 'ready' | readonly { readonly outcome: ItemOutcome; readonly fault: unknown }[];

/** The heuristics in a thread of their own. */
export type HeuristicsAside = {
  /** Grades an item, in the order in which they are given. Rejects when the thread cannot be started. */
  readonly grade: (item: ClaimedItem) => Promise<ItemOutcome>;
  readonly close: () => Promise<void>;
};

type Pending = {
  readonly item: ClaimedItem;
  readonly resolve: (outcome: ItemOutcome) => void;
  readonly reject: (error: unknown) => void;
};

/** Memory of the thread, which holds every rubric compiled; garbage is collected instead of kept. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

/** In a checkout the sources run as they stand; in the package, what was built from them. */
const heuristicThread = new URL(
  `./heuristic-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
);

/**
 * Grades items by the heuristics beside the thread that waits for the network and the store: two processors are used, and a service
 * goes on answering. Nothing is started before the first item. An answer on which the thread breaks off is ungraded, and the
 * others are graded by a new one.
 *
 * @param onFault - is told of a fault of our own that an item met
 * @param entry - what runs in the thread
 */
export function openHeuristicsAside(
  settings: ThreadSettings,
  onFault: (item: ClaimedItem, error: unknown) => void,
  entry: URL = heuristicThread,
): HeuristicsAside {
  let pending: Pending[] = [];
  let unsent: Pending[] = [];
  let thread: Worker | undefined;
  let closed = false;

  function send(): void {
    const portion = unsent;
    unsent = [];
    if (portion.length === 0) return;
    thread ??= start();
    thread.postMessage(portion.map(({ item }) => item));
  }

  function start(): Worker {
    const started = new Worker(entry, { workerData: settings, resourceLimits });
    let ready = false;
    let error: unknown;
    started.on('message', (message: FromThread) => {
      if (message === 'ready') ready = true;
      else message.forEach(settle);
    });
    started.on('error', (thrown) => {
      error = thrown;
    });
    started.on('exit', () => {
      thread = undefined;
      if (!closed) afterEnd(error, ready);
    });
    return started;
  }

  function settle({ outcome, fault }: Exclude<FromThread, 'ready'>[number]): void {
    const next = pending.shift();
    if (next === undefined) return;
    if (fault !== undefined) onFault(next.item, fault);
    next.resolve(outcome);
  }

  function afterEnd(error: unknown, wasReady: boolean): void {
    const [first, ...others] = pending;
    if (first === undefined) return;
    if (!wasReady) {
      pending = [];
      unsent = [];
      for (const { reject } of [first, ...others]) reject(error);
      return;
    }
    pending = others;
    unsent = others;
    onFault(first.item, error);
    first.resolve({
      ungraded: `the grader broke off at this answer: ${error instanceof Error ? error.message : error}`,
    });
    send();
  }

  return {
    grade: (item) =>
      new Promise((resolve, reject) => {
        const next = { item, resolve, reject };
        pending.push(next);
        if (unsent.length === 0) setImmediate(send);
        unsent.push(next);
      }),
    close: async () => {
      closed = true;
      await thread?.terminate();
    },
  };
}
