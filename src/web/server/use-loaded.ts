import { useCallback, useEffect, useState } from 'react';
import { useConnection } from './connection.ts';
import { Fault } from './fault.ts';

/** Where a value that comes from the service stands. `again` asks anew. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly fault: Fault; readonly again: () => void }
  | { readonly state: 'ready'; readonly value: T; readonly again: () => void };

/**
 * What a request brings, for a component. It is asked anew when `load` changes (wrap it in `useCallback`), when `again` is
 * called, and by itself when the service was gone and is back. While a value that is there is asked anew, it stays; so it does
 * for another `load` about the same `subject`.
 */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, subject?: string): Loaded<T> {
  const { returns } = useConnection();
  const [times, setTimes] = useState(0);
  const [outcome, setOutcome] = useState<Outcome<T>>({ load, subject });
  const again = useCallback(() => setTimes((count) => count + 1), []);
  const missed = outcome.load === load && outcome.fault?.unreachable === true;
  // The count of returns only matters to whoever went without an answer.
  const wake = missed ? returns : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `times` and `wake` are the occasions to ask anew
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setOutcome({ load, subject, value });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (error instanceof Fault) setOutcome({ load, subject, fault: error });
        else
          setOutcome(() => {
            throw error;
          });
      },
    );
    return () => abort.abort();
  }, [load, subject, times, wake]);
  const same =
    outcome.load === load || (subject !== undefined && outcome.subject === subject && outcome.fault === undefined);
  if (!same) return { state: 'loading' };
  if (outcome.fault !== undefined) return { state: 'failed', fault: outcome.fault, again };
  if (outcome.value === undefined) return { state: 'loading' };
  return { state: 'ready', value: outcome.value, again };
}

/** What the last request brought: a value, a fault, or neither yet. */
type Outcome<T> = {
  readonly load: (signal: AbortSignal) => Promise<T>;
  readonly subject: string | undefined;
  readonly value?: T;
  readonly fault?: Fault;
};
