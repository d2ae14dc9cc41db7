import { useCallback, useEffect, useRef } from 'react';
import type { Batch, Scorecards } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { isLive, useBatch } from '../../server/use-batch.ts';
import { type Loaded, useLoaded } from '../../server/use-loaded.ts';
import { useLang } from '../../words/lang.ts';

/** The scorecards of a batch, kept up to date while it goes on; they are gone when it is. */
export function useScorecards(batch: string): Loaded<Scorecards> {
  const { loaded } = useBatch(batch);
  const cards = useScorecardsOf(batch, loaded.state === 'ready' ? loaded.value : undefined);
  return loaded.state === 'failed' && loaded.fault.problem?.code === 'not_found' ? loaded : cards;
}

/**
 * The same for whoever follows the batch already. They are asked for anew with every tenth of its answers, and when it has ended.
 * `batch`: as it stands now; undefined while that is not known.
 */
export function useScorecardsOf(id: string, batch: Batch | undefined): Loaded<Scorecards> {
  const cards = useScorecardsNow(id);
  const mark = batch === undefined ? undefined : markOf(batch);
  const asked = useRef(mark);
  useEffect(() => {
    if (mark === undefined || asked.current === mark || cards.state === 'loading') return;
    const first = asked.current === undefined;
    asked.current = mark;
    // What was asked for before the batch was known may be all there is.
    if (first && cards.state === 'ready' && cards.value.answers.unfinished === 0) return;
    cards.again();
  }, [mark, cards]);
  return cards;
}

/** The tenth of its answers that a batch has come to, or its end. */
function markOf(batch: Batch): string {
  if (!isLive(batch)) return `${batch.state} ${batch.ended_at}`;
  const { total, counts } = batch.progress;
  return `${Math.floor((10 * (total - counts.waiting - counts.running)) / Math.max(total, 1))}`;
}

function useScorecardsNow(batch: string): Loaded<Scorecards> {
  const [lang] = useLang();
  return useLoaded(useCallback((signal) => api.batches.getScorecards(batch, { lang }, { signal }), [batch, lang]));
}
