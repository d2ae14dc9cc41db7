import { useMemo } from 'react';
import type { Scorecard } from '../../client/api.ts';
import { batchWords } from '../../words/batch.ts';
import { useWords } from '../../words/lang.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import { Heat } from '../table/heat.tsx';
import { candidateColumns } from './candidate-columns.tsx';
import type { CandidateRows } from './ranking.tsx';

/** Candidates by dimensions of service quality. */
export function DimensionTable({ batch, cards, rows }: CandidateRows) {
  const words = useWords(batchWords);
  const columns = useMemo((): readonly Column<Scorecard>[] => {
    const percentOf = (card: Scorecard, dimension: string) =>
      card.dimensions.find((score) => score.dimension === dimension)?.percent ?? null;
    return [
      ...candidateColumns(batch, words),
      ...cards.dimensions.map(
        ({ dimension, name }): Column<Scorecard> => ({
          key: dimension,
          title: name,
          sortBy: (card) => percentOf(card, dimension),
          cell: (card) => {
            const percent = percentOf(card, dimension);
            return percent === null ? '–' : <Heat percent={percent} />;
          },
        }),
      ),
    ];
  }, [batch, words, cards]);
  return (
    <DataTable
      label={words.views.dimensions}
      columns={columns}
      rows={rows}
      keyOf={({ candidate }) => candidate ?? ''}
    />
  );
}
