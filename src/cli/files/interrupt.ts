/** A run that can be interrupted: the first signal asks it to come to an end, the second one ends it at once. */
export type Interruptible = {
  /** Aborted by the first signal. */
  readonly stop: AbortSignal;
  /** The exit code that the first signal asks for; undefined while there was none. */
  readonly code: () => number | undefined;
  /** Signals have their usual effect again. */
  readonly release: () => void;
};

const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/** From now on SIGINT and SIGTERM are for this run. @param atOnce - what has to be done before it is ended by the second one */
export function onInterrupt(atOnce: () => void): Interruptible {
  const stopping = new AbortController();
  let code: number | undefined;
  const hear = (signal: NodeJS.Signals): void => {
    const asked = signal === 'SIGTERM' ? codes.SIGTERM : codes.SIGINT;
    if (code !== undefined) {
      atOnce();
      process.exit(asked);
    }
    code = asked;
    stopping.abort();
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return {
    stop: stopping.signal,
    code: () => code,
    release: () => {
      process.off('SIGINT', hear);
      process.off('SIGTERM', hear);
    },
  };
}
