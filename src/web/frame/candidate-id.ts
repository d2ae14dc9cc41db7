import { useEffect } from 'react';
import { keep, readKept, useKept } from '../kept.ts';

const key = 'candidate';

/** The practice number under which attempts are kept while nobody signs in: random, unguessable, made once a browser. */
export function candidateId(): string {
  const kept = readKept(key);
  if (kept !== null) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const made = `practice-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  keep(key, made);
  return made;
}

/** The practice number, for a component. */
export function useCandidate(): string {
  const [kept] = useKept(key);
  useEffect(() => {
    candidateId();
  }, []);
  return kept ?? '';
}
