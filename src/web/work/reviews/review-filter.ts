import type { ReviewReason } from '../../client/api.ts';

/** What of the queue is shown; an empty text lets everything through. */
export type ReviewFilter = {
  readonly batch: string;
  readonly question: string;
  readonly reason: ReviewReason | '';
  readonly appealed: boolean;
  readonly decided: boolean;
};

/** Everything that waits. */
export const everything: ReviewFilter = { batch: '', question: '', reason: '', appealed: false, decided: false };

/** The filter that an address names in its query. */
export function filterIn(query: URLSearchParams): ReviewFilter {
  return { ...everything, batch: query.get('batch') ?? '', question: query.get('question') ?? '' };
}

/** A filter as the service takes it. */
export function queryOf(filter: ReviewFilter) {
  const { batch, question, reason, appealed, decided } = filter;
  return {
    ...(batch === '' ? {} : { batch }),
    ...(question === '' ? {} : { question }),
    ...(reason === '' ? {} : { reason }),
    ...(appealed ? { appealed } : {}),
    ...(decided ? { decided } : {}),
  };
}
