import { Link, useParams, useSearch } from 'wouter';
import type { Batch } from '../../client/api.ts';
import { useTitle } from '../../frame/use-title.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useBatch, type WatchedBatch } from '../../server/use-batch.ts';
import { batchWords } from '../../words/batch.ts';
import { useMoment } from '../../words/format.ts';
import { useWords } from '../../words/lang.ts';
import { BatchActions } from './batch-actions.tsx';
import { Downloads } from './downloads.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { Results } from './results.tsx';
import '../work.css';
import './batch.css';

/** A batch: how far it is, what can be done with it, and its results. */
export default function BatchPage() {
  const { batch } = useParams<{ batch: string }>();
  const words = useWords(batchWords);
  const { loaded, tell } = useBatch(batch);
  return (
    <>
      <p>
        <Link href="/work/batches">{words.all}</Link>
      </p>
      <ShowLoaded of={loaded}>{(known) => <Known batch={known} tell={tell} />}</ShowLoaded>
    </>
  );
}

function Known({ batch, tell }: { readonly batch: Batch } & Pick<WatchedBatch, 'tell'>) {
  const words = useWords(batchWords);
  const moment = useMoment();
  const known = useSearch() === 'known';
  useTitle(batch.name);
  return (
    <article className="batch">
      <h1 className="batch-name">{batch.name}</h1>
      <p className="quiet">
        <span className="chip">{words.states[batch.state]}</span> {words.engines[batch.engine]} ·{' '}
        {words.made(moment(batch.created_at))}
      </p>
      {known ? <p className="review-note">{words.known}</p> : null}
      <ProgressPanel batch={batch}>
        <BatchActions batch={batch} tell={tell} />
      </ProgressPanel>
      <Downloads batch={batch} />
      <Results batch={batch} />
    </article>
  );
}
