import { useCallback } from 'react';
import type { KeptGrade } from '../client/api.ts';
import { useCandidate } from '../frame/candidate-id.ts';
import { api } from './api.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

const mostAtOnce = 200;

/** Attempts, the latest first; `next` continues them with those before, null: there are none. */
export type Attempts = { readonly items: readonly KeptGrade[]; readonly next: string | null };

const none: Attempts = { items: [], next: null };

/** The latest attempts of whoever uses this browser, of one question or of all. */
export function useAttempts(question?: string): Loaded<Attempts> {
  const candidate = useCandidate();
  return useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        if (candidate === '') return none;
        const query = { candidate, limit: mostAtOnce, ...(question === undefined ? {} : { question }) };
        return await api.attempts.listAttempts(query, { signal });
      },
      [candidate, question],
    ),
  );
}

/** What brings the attempts before some that are there. */
export function useEarlier(): (next: string) => Promise<Attempts> {
  const candidate = useCandidate();
  return (next) => api.attempts.listAttempts({ candidate, limit: mostAtOnce, after: next });
}
