import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import type { Batch, BatchPage } from '../../client/api.ts';
import { Notice } from '../../frame/notice.tsx';
import { useTitle } from '../../frame/use-title.ts';
import { api } from '../../server/api.ts';
import { MoreButton } from '../../server/more-button.tsx';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useLoaded } from '../../server/use-loaded.ts';
import { batchWords } from '../../words/batch.ts';
import { useMoment } from '../../words/format.ts';
import { useWords } from '../../words/lang.ts';
import { batchAddress } from './addresses.ts';
import '../work.css';

/** The batches, the latest first, and the way to a new one. */
export default function BatchList() {
  const words = useWords(batchWords);
  useTitle(words.heading);
  const first = useLoaded(useCallback((signal) => api.batches.listBatches({}, { signal }), []));
  return (
    <>
      <div className="opening">
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
        <div className="row">
          <Link className="main-link" href="/work/new">
            {words.create}
          </Link>
        </div>
      </div>
      <ShowLoaded of={first}>{(page) => <Pages first={page} />}</ShowLoaded>
    </>
  );
}

function Pages({ first }: { readonly first: BatchPage }) {
  const words = useWords(batchWords);
  const [after, setAfter] = useState<readonly BatchPage[]>([]);
  const pages = [first, ...after];
  const next = pages.at(-1)?.next ?? null;
  if (first.items.length === 0) return <Notice title={words.none} detail={words.noneDetail} />;
  return (
    <>
      <ul className="plain-list">
        {pages.flatMap(({ items }) => items.map((batch) => <Entry key={batch.id} batch={batch} />))}
      </ul>
      {next === null ? null : (
        <MoreButton
          label={words.more}
          load={() => api.batches.listBatches({ after: next })}
          onLoaded={(page) => setAfter((known) => [...known, page])}
        />
      )}
    </>
  );
}

function Entry({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchWords);
  const moment = useMoment();
  const { total, to_review } = batch.progress;
  return (
    <li className="panel batch-entry">
      <Link className="batch-name" href={batchAddress(batch.id)}>
        {batch.name}
      </Link>
      <p className="quiet">
        <span className="chip">{words.states[batch.state]}</span>{' '}
        {[
          words.answers(total),
          words.engines[batch.engine],
          to_review === 0 ? '' : words.toReview(to_review),
          words.made(moment(batch.created_at)),
        ]
          .filter((text) => text !== '')
          .join(' · ')}
      </p>
    </li>
  );
}
