import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { Scorecard, Scorecards } from '../../client/api.ts';
import { batchWords } from '../../words/batch.ts';
import { signed } from '../../words/format.ts';
import { useWords } from '../../words/lang.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import { comparisonAddress } from './addresses.ts';
import { candidateColumns } from './candidate-columns.tsx';

/** What a table of candidates is made of. `rows`: those of them that are shown. */
export type CandidateRows = {
  readonly batch: string;
  readonly cards: Scorecards;
  readonly rows: readonly Scorecard[];
};

/** Candidates by rank, two of whom can be picked and compared. */
export function Ranking({ batch, rows }: CandidateRows) {
  const words = useWords(batchWords);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const columns = useMemo((): readonly Column<Scorecard>[] => {
    // A third one takes the place of the first.
    const pick = (name: string) =>
      setPicked((now) => (now.includes(name) ? now.filter((known) => known !== name) : [...now, name].slice(-2)));
    return [
      ...candidateColumns(batch, words),
      {
        key: 'against',
        title: words.against,
        hint: words.againstHint,
        sortBy: ({ against_mean }) => against_mean,
        cell: ({ against_mean: mean }) => (mean === null ? '–' : signed(mean)),
      },
      {
        key: 'graded',
        title: words.graded,
        sortBy: ({ questions_graded }) => questions_graded,
        cell: ({ questions_graded }) => questions_graded,
      },
      {
        key: 'review',
        title: words.review,
        sortBy: ({ reviews }) => reviews.length,
        cell: ({ reviews }) => reviews.length || '–',
      },
      {
        key: 'flags',
        title: words.flags,
        sortBy: ({ red_flags }) => red_flags.length,
        cell: ({ red_flags }) =>
          red_flags.length === 0 ? (
            '–'
          ) : (
            <span className="flag-names">{red_flags.map(({ name }) => name).join(words.listed)}</span>
          ),
      },
      {
        key: 'compare',
        title: words.compare,
        cell: ({ candidate }) =>
          candidate === null ? null : (
            <input
              type="checkbox"
              aria-label={words.pick(candidate)}
              checked={picked.includes(candidate)}
              onChange={() => pick(candidate)}
            />
          ),
      },
    ];
  }, [batch, words, picked]);
  const [first, second] = picked;
  return (
    <>
      <DataTable label={words.views.ranking} columns={columns} rows={rows} keyOf={({ candidate }) => candidate ?? ''} />
      <p role="status">
        {first === undefined || second === undefined ? (
          <span className="quiet">{words.pickTwo}</span>
        ) : (
          <Link className="main-link" href={comparisonAddress(batch, [first, second])}>
            {words.comparePicked}
          </Link>
        )}
      </p>
    </>
  );
}
