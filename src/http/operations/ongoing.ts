/** Work that goes on when no request waits for it any more, and that a stop waits for. */
export type Ongoing = {
  readonly add: (work: Promise<unknown>) => void;
  /** Resolves when everything that was added has ended, well or not. */
  readonly ended: () => Promise<void>;
};

/** Nothing is going on yet. */
export function createOngoing(): Ongoing {
  const running = new Set<Promise<unknown>>();
  return {
    add(work) {
      const ended: Promise<unknown> = Promise.allSettled([work]).finally(() => running.delete(ended));
      running.add(ended);
    },
    async ended() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
