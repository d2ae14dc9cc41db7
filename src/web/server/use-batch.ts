import { useCallback, useEffect, useState } from 'react';
import type { Batch } from '../client/api.ts';
import { api } from './api.ts';
import { lost, reached, useConnection } from './connection.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

/** A batch as it stands now, and what tells that something was done with it here. */
export type WatchedBatch = { readonly loaded: Loaded<Batch>; readonly tell: (batch: Batch) => void };

/** A batch, kept up to date by its events until it has ended; after the service was gone it is watched anew. */
export function useBatch(id: string): WatchedBatch {
  const asked = useLoaded(useCallback((signal) => api.batches.getBatch(id, { signal }), [id]));
  const { returns } = useConnection();
  const [heard, tell] = useState<Batch>();
  const value = heard?.id === id ? heard : asked.state === 'ready' ? asked.value : undefined;
  const again = asked.state === 'loading' ? undefined : asked.again;
  const live = value !== undefined && isLive(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `returns` is the occasion to watch anew
  useEffect(() => {
    if (!live) return;
    return watch(id, { tell, gone: () => again?.() });
  }, [id, live, returns, again]);
  if (value === undefined || asked.state !== 'ready') return { loaded: asked, tell };
  return { loaded: { ...asked, value }, tell };
}

/** Is it still going on? */
export function isLive({ state }: Batch): boolean {
  return state === 'filling' || state === 'running';
}

/** Follows the events of a batch; what is returned ends that. */
function watch(
  id: string,
  { tell, gone }: { readonly tell: (batch: Batch) => void; readonly gone: () => void },
): () => void {
  const source = new EventSource(`/v1/batches/${encodeURIComponent(id)}/events`);
  let misses = 0;
  const hear = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as Batch);
  source.addEventListener('open', () => {
    misses = 0;
    reached();
  });
  source.addEventListener('progress', hear);
  source.addEventListener('end', (event) => {
    source.close();
    hear(event);
  });
  source.addEventListener('problem', () => {
    source.close();
    gone();
  });
  source.addEventListener('error', () => {
    misses += 1;
    // The browser comes back by itself from a connection that was cut; when that fails too, the service is gone.
    if (source.readyState !== EventSource.CLOSED && misses < 2) return;
    source.close();
    lost();
  });
  return () => source.close();
}
