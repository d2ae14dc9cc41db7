import { useEffect } from 'react';
import { keep, readKept, useKept } from '../kept.ts';
import { useSession } from '../server/session.ts';

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

/** What is shown of a practice number: its end; undefined for any other name. */
export function practiceNumber(candidate: string): string | undefined {
  return /^practice-[0-9a-f]{32}$/.test(candidate) ? candidate.slice(-4) : undefined;
}

/** Under which name attempts are kept, for a component: that of an invitation, else the practice number. */
export function useCandidate(): string {
  const session = useSession();
  const [kept] = useKept(key);
  useEffect(() => {
    candidateId();
  }, []);
  return session?.role === 'candidate' ? (session.name ?? '') : (kept ?? '');
}
