/** Something that one can wait for. */
export type Bell = {
  readonly ring: () => void;
  /** Resolves at the next ring, at once where it rang since it was last waited for, and in any case after `mostMs`. One waits at a time. */
  readonly rung: (mostMs: number) => Promise<void>;
};

/** A bell that has not rung yet. */
export function createBell(): Bell {
  let rang = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rang = true;
      wake?.();
    },
    rung: async (mostMs) => {
      if (!rang) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, mostMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      rang = false;
    },
  };
}
