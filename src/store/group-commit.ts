/** Writes many small things in few transactions. */
export type GroupCommit<T> = {
  /** Resolves when the transaction that holds it is committed; rejects when it was not. */
  readonly write: (entry: T) => Promise<void>;
  /** Resolves when everything that was handed in has been written or refused. */
  readonly idle: () => Promise<void>;
};

type Pending<T> = { readonly entry: T; readonly resolve: () => void; readonly reject: (reason: unknown) => void };

/**
 * So many times as long as a group took to commit, others are collected before the next: a commit costs nearly as much for one row as
 * for fifty, and others want to write as well.
 */
const restByCommit = 4;
/** What an answer waits at most before its turn, however slow the disk is. */
const longestRestMs = 25;

/** Rows of one group: beyond it a statement would have more parameters than a database takes. */
const mostTogether = 500;

/**
 * Collects what is handed in within a moment and commits it together: a commit waits for the disk, and one wait serves all.
 * An entry that comes alone is written at once; when several come together, the next group goes out after a rest that is the
 * longer the slower the disk is, unless there are enough of them already. One group is on its way at a time.
 *
 * @param commit - writes entries in one transaction, all or none. Of a group that is refused each entry is tried alone, so
 *   that a faulty one harms no other.
 */
export function groupCommit<T>(commit: (entries: readonly T[]) => Promise<void>): GroupCommit<T> {
  let pending: Pending<T>[] = [];
  let running: Promise<void> | undefined;
  let rested = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    while (pending.length > 0) {
      await pause(rested - performance.now());
      const group = pending.slice(0, mostTogether);
      pending = pending.slice(mostTogether);
      const begun = performance.now();
      await settle(group);
      const ended = performance.now();
      const atOnce = group.length === 1 || group.length === mostTogether;
      rested = atOnce ? ended : ended + Math.min(longestRestMs, restByCommit * (ended - begun));
    }
    running = undefined;
  }

  async function settle(group: readonly Pending<T>[]): Promise<void> {
    try {
      await commit(group.map(({ entry }) => entry));
      for (const { resolve } of group) resolve();
    } catch (error) {
      const [only, ...others] = group;
      if (only !== undefined && others.length === 0) only.reject(error);
      else for (const entry of group) await settle([entry]);
    }
  }

  return {
    write: (entry) =>
      new Promise((resolve, reject) => {
        pending.push({ entry, resolve, reject });
        running ??= run();
      }),
    idle: async () => running,
  };
}

/** Waits at least until what arrived in this turn of the event loop has been taken in. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => (ms > 1 ? setTimeout(resolve, ms) : setImmediate(resolve)));
}
