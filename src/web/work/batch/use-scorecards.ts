import { useCallback, useEffect, useRef } from 'react';
import type { Batch, Scorecards } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { isLive } from '../../server/use-batch.ts';
import { type Loaded, useLoaded } from '../../server/use-loaded.ts';
import { useLang } from '../../words/lang.ts';

/** The scorecards of a batch in the language of the page. */
export function useScorecards(batch: string): Loaded<Scorecards> {
  const [lang] = useLang();
  return useLoaded(useCallback((signal) => api.batches.getScorecards(batch, { lang }, { signal }), [batch, lang]));
}

/** The same while the batch goes on: asked anew with every tenth of its answers, and when it has ended. */
export function useLiveScorecards(batch: Batch): Loaded<Scorecards> {
  const cards = useScorecards(batch.id);
  const { total, counts } = batch.progress;
  const ended = total - counts.waiting - counts.running;
  const mark = isLive(batch) ? Math.floor((10 * ended) / Math.max(total, 1)) : `${batch.state} ${batch.ended_at}`;
  const asked = useRef(mark);
  useEffect(() => {
    if (asked.current === mark || cards.state === 'loading') return;
    asked.current = mark;
    cards.again();
  }, [mark, cards]);
  return cards;
}
