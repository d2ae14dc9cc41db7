import { Input, Segmented } from 'antd';
import { useId, useMemo, useState } from 'react';
import type { Batch, Scorecards } from '../../client/api.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { batchWords } from '../../words/batch.ts';
import { useWords } from '../../words/lang.ts';
import { DimensionTable } from './dimension-table.tsx';
import { Matrix } from './matrix.tsx';
import { Ranking } from './ranking.tsx';
import { SameAnswers } from './same-answers.tsx';
import { useScorecardsOf } from './use-scorecards.ts';

const views = ['ranking', 'matrix', 'dimensions'] as const;
type View = (typeof views)[number];

/** What came of a batch by now: ranking, questions by candidates, dimensions, and answers that are alike. */
export function Results({ batch }: { readonly batch: Batch }) {
  const cards = useScorecardsOf(batch.id, batch);
  return <ShowLoaded of={cards}>{(known) => <Tables batch={batch.id} cards={known} />}</ShowLoaded>;
}

function Tables({ batch, cards }: { readonly batch: string; readonly cards: Scorecards }) {
  const words = useWords(batchWords);
  const id = useId();
  const [view, setView] = useState<View>('ranking');
  const [name, setName] = useState('');
  const [onlyReview, setOnlyReview] = useState(false);
  const shown = useMemo(() => {
    const wanted = name.trim().toLowerCase();
    return cards.candidates.filter(
      ({ candidate, reviews }) =>
        (candidate ?? words.unnamed).toLowerCase().includes(wanted) && (!onlyReview || reviews.length > 0),
    );
  }, [cards, name, onlyReview, words]);
  const { graded, insufficient, ungraded } = cards.answers;
  if (graded + insufficient + ungraded === 0) return <p className="panel quiet">{words.nothingYet}</p>;
  const part = { batch, cards, rows: shown };
  return (
    <section aria-labelledby={`${id}-title`} className="results">
      <h2 id={`${id}-title`}>{words.results}</h2>
      <p className="quiet">
        {words.notVerdict} {cards.same_questions ? '' : words.notSame}
      </p>
      <div className="row">
        <Segmented
          aria-label={words.results}
          value={view}
          options={views.map((value) => ({ value, label: words.views[value] }))}
          onChange={setView}
        />
        <Input
          className="short-field"
          aria-label={words.find}
          placeholder={words.find}
          allowClear
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label>
          <input type="checkbox" checked={onlyReview} onChange={(event) => setOnlyReview(event.target.checked)} />{' '}
          {words.onlyReview}
        </label>
        <span className="quiet" role="status">
          {words.found(countNamed(shown), countNamed(cards.candidates))}
        </span>
        {shown.some(({ candidate }) => candidate === null) ? <span className="quiet">{words.andUnnamed}</span> : null}
      </div>
      {shown.length === 0 ? <p className="panel quiet">{words.noMatch}</p> : null}
      {shown.length > 0 && view === 'ranking' ? <Ranking {...part} /> : null}
      {shown.length > 0 && view === 'matrix' ? <Matrix {...part} /> : null}
      {shown.length > 0 && view === 'dimensions' ? <DimensionTable {...part} /> : null}
      <SameAnswers batch={batch} cards={cards} />
    </section>
  );
}

/** How many people there are: answers without a name may be those of several, or of one who is counted already. */
function countNamed(cards: Scorecards['candidates']): number {
  return cards.filter(({ candidate }) => candidate !== null).length;
}
