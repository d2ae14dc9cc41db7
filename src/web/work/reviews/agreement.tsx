import { useCallback, useMemo } from 'react';
import type { Question, RaterAgreement } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useLoaded } from '../../server/use-loaded.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import { type Column, DataTable } from '../table/data-table.tsx';

type Row = RaterAgreement['points'][number];

/** How far people agree with the machine, point by point; of one batch, or of all where none is named. */
export function Agreement({ batch, questions }: { readonly batch: string; readonly questions: readonly Question[] }) {
  const words = useWords(reviewWords);
  const known = useLoaded(
    useCallback((signal) => api.reviews.raterAgreement(batch === '' ? {} : { batch }, { signal }), [batch]),
  );
  return (
    <details className="panel file">
      <summary>
        <strong>{words.agreement}</strong>
      </summary>
      <ShowLoaded of={known}>{({ points }) => <Figures points={points} questions={questions} />}</ShowLoaded>
    </details>
  );
}

function Figures({ points, questions }: { readonly points: readonly Row[]; readonly questions: readonly Question[] }) {
  const words = useWords(reviewWords);
  const columns = useMemo((): readonly Column<Row>[] => {
    const titles = new Map(questions.map(({ id, title }) => [id, title]));
    return [
      { key: 'question', title: words.question, cell: ({ question }) => titles.get(question) ?? question },
      { key: 'point', title: words.point, heads: true, cell: ({ name }) => name },
      { key: 'decided', title: words.decided, sortBy: ({ decided }) => decided, cell: ({ decided }) => decided },
      {
        key: 'agreed',
        title: words.agreed,
        sortBy: ({ agreed, decided }) => agreed / decided,
        cell: ({ agreed, decided }) => `${agreed} (${Math.round((100 * agreed) / decided)}%)`,
      },
      { key: 'kappa', title: words.kappa, sortBy: ({ kappa }) => kappa, cell: ({ kappa }) => kappa?.toFixed(2) ?? '–' },
    ];
  }, [words, questions]);
  if (points.length === 0) return <p className="quiet">{words.agreementNone}</p>;
  return (
    <>
      <p className="quiet">{words.agreementLead}</p>
      <DataTable
        label={words.agreement}
        columns={columns}
        rows={points}
        keyOf={({ question, point }) => `${question} ${point}`}
      />
    </>
  );
}
