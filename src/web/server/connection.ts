import { useSyncExternalStore } from 'react';

const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/** `returns`: how often the service came back since the page was opened. */
type Connection = { readonly gone: boolean; readonly returns: number };

let connection: Connection = { gone: false, returns: 0 };
const listeners = new Set<() => void>();

/** Whether the service is gone, for a component. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection);
}

/** Notes that an answer came. */
export function reached(): void {
  if (!connection.gone) return;
  connection = { gone: false, returns: connection.returns + 1 };
  tell();
}

/** Notes that no answer came, and asks from now on, ever more rarely, whether the service is back. */
export function lost(): void {
  if (connection.gone) return;
  connection = { ...connection, gone: true };
  tell();
  setTimeout(() => look(firstPauseMs), firstPauseMs);
}

async function look(pauseMs: number): Promise<void> {
  if (!connection.gone) return;
  const back = await fetch('/healthz', { cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  );
  if (back) reached();
  else setTimeout(() => look(Math.min(pauseMs * 2, longestPauseMs)), pauseMs);
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
