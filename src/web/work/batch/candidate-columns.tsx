import { Link } from 'wouter';
import type { Scorecard } from '../../client/api.ts';
import type { batchWords } from '../../words/batch.ts';
import type { Column } from '../table/data-table.tsx';
import { Heat } from '../table/heat.tsx';
import { candidateAddress } from './addresses.ts';

type Words = typeof batchWords.zh;

/** The columns that every table of candidates begins with: rank, name, percentage. */
export function candidateColumns(batch: string, words: Words): readonly Column<Scorecard>[] {
  return [
    {
      key: 'rank',
      title: words.rank,
      // The best is first when it is sorted downwards.
      sortBy: ({ rank }) => (rank === null ? null : -rank),
      cell: ({ rank, tied }) => (rank === null ? '–' : tied ? words.tied(rank) : rank),
    },
    {
      key: 'candidate',
      title: words.candidate,
      heads: true,
      sortBy: ({ candidate }) => candidate,
      cell: ({ candidate }) => <Link href={candidateAddress(batch, candidate)}>{candidate ?? words.unnamed}</Link>,
    },
    {
      key: 'percent',
      title: words.percent,
      sortBy: ({ percent }) => percent,
      cell: ({ percent, provisional }) =>
        percent === null ? (
          <span className="quiet">{words.notGraded}</span>
        ) : (
          <Heat percent={percent} provisional={provisional} />
        ),
    },
  ];
}
