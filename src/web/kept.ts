import { useCallback, useSyncExternalStore } from 'react';

/** What could not be written to the browser's storage (private windows, full disks) lives as long as the page. */
const inMemory = new Map<string, string>();
const listeners = new Set<() => void>();

/** What is kept in this browser under a name; null where nothing is. */
export function readKept(key: string): string | null {
  try {
    return inMemory.get(key) ?? localStorage.getItem(key);
  } catch {
    return inMemory.get(key) ?? null;
  }
}

/** Keeps a text in this browser, over reloads where it allows that; null forgets it. */
export function keep(key: string, value: string | null): void {
  inMemory.delete(key);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value !== null) inMemory.set(key, value);
  }
  for (const listener of listeners) listener();
}

/** A kept text and what changes it, the same in every component and in other windows of this browser. */
export function useKept(key: string): [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(subscribe, () => readKept(key));
  const change = useCallback((next: string | null) => keep(key, next), [key]);
  return [value, change];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
