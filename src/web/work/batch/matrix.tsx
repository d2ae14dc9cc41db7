import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Scorecard } from '../../client/api.ts';
import { batchWords } from '../../words/batch.ts';
import { useWords } from '../../words/lang.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import { Heat } from '../table/heat.tsx';
import { candidateAddress } from './addresses.ts';
import { candidateColumns } from './candidate-columns.tsx';
import type { CandidateRows } from './ranking.tsx';

/** Candidates by questions; each percentage leads to the answer that it comes from. */
export function Matrix({ batch, cards, rows }: CandidateRows) {
  const words = useWords(batchWords);
  const columns = useMemo((): readonly Column<Scorecard>[] => {
    const scoreOf = (card: Scorecard, question: string) => card.questions.find((score) => score.question === question);
    return [
      ...candidateColumns(batch, words),
      ...cards.questions.map(
        ({ question, title, mean }): Column<Scorecard> => ({
          key: question,
          title,
          note: mean === null ? null : <span className="quiet tall-head">{words.mean(mean)}</span>,
          sortBy: (card) => scoreOf(card, question)?.percent ?? null,
          cell: (card) => {
            const score = scoreOf(card, question);
            if (score === undefined) return <span title={words.noAnswer}>–</span>;
            return (
              <Link href={`${candidateAddress(batch, card.candidate)}#${question}`}>
                {score.percent === null ? (
                  words.notGraded
                ) : (
                  <Heat percent={score.percent} provisional={score.provisional} />
                )}
              </Link>
            );
          },
        }),
      ),
    ];
  }, [batch, words, cards]);
  return (
    <DataTable label={words.views.matrix} columns={columns} rows={rows} keyOf={({ candidate }) => candidate ?? ''} />
  );
}
