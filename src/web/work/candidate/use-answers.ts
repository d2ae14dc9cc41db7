import { useCallback } from 'react';
import type { BatchItem, Scorecard } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { type Loaded, useLoaded } from '../../server/use-loaded.ts';

/** The answers of some candidates of a batch that have ended, in the order of the input. Those that are there stay while more are asked for. */
export function useAnswers(batch: string, cards: readonly Scorecard[]): Loaded<readonly BatchItem[]> {
  const wanted = positionsOf(cards).join();
  return useLoaded(
    useCallback(
      async (signal) => {
        const positions = wanted === '' ? [] : wanted.split(',').map(Number);
        const pages = await Promise.all(
          positions.map((from) => api.batches.listItems(batch, { from, limit: 1 }, { signal })),
        );
        return pages.flatMap(({ items }) => items);
      },
      [batch, wanted],
    ),
    JSON.stringify([batch, ...cards.map(({ candidate }) => candidate)]),
  );
}

/** Every ended answer has a point that is met, missed or waits for a person, or could not be graded. */
function positionsOf(cards: readonly Scorecard[]): readonly number[] {
  const found = cards.flatMap(({ strengths, gaps, red_flags, reviews, ungraded }) =>
    [strengths, gaps, red_flags, reviews, ungraded].flatMap((list) => list.map(({ position }) => position)),
  );
  return [...new Set(found)].sort((first, second) => first - second);
}
