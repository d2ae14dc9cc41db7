import { useCallback } from 'react';
import type { KeptGrade } from '../client/api.ts';
import { useCandidate } from '../frame/candidate-id.ts';
import { api } from './api.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

const mostAtOnce = 200;

/** Attempts, the latest first; `complete`: there are none before them. */
export type Attempts = { readonly items: readonly KeptGrade[]; readonly complete: boolean };

const none: Attempts = { items: [], complete: true };

/** The latest attempts of whoever uses this browser, of one question or of all. */
export function useAttempts(question?: string): Loaded<Attempts> {
  const candidate = useCandidate();
  return useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        if (candidate === '') return none;
        const query = { candidate, limit: mostAtOnce, ...(question === undefined ? {} : { question }) };
        const { items, next } = await api.attempts.listAttempts(query, { signal });
        return { items, complete: next === null };
      },
      [candidate, question],
    ),
  );
}
