import { useCallback, useMemo } from 'react';
import type { CheckFigures, Rubric } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { Fault } from '../../server/fault.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useLoaded } from '../../server/use-loaded.ts';
import { checkWords } from '../../words/check.ts';
import { useMoment } from '../../words/format.ts';
import { useLang, useWords } from '../../words/lang.ts';
import { type Column, DataTable } from '../table/data-table.tsx';

type Row = CheckFigures['points'][number];
type Part = { readonly rubric: Rubric };

/** How far the judge agrees with human labels on the points of a rubric, by the last check; where there is none, how to make one. */
export function CheckOfRubric({ rubric }: Part) {
  const words = useWords(checkWords);
  const latest = useLoaded(useCallback(latestCheck, []));
  return (
    <section className="panel" aria-labelledby="check-title">
      <h2 id="check-title">{words.heading}</h2>
      <ShowLoaded of={latest}>
        {({ figures }) => (figures === undefined ? <NoCheck /> : <Figures figures={figures} rubric={rubric} />)}
      </ShowLoaded>
    </section>
  );
}

async function latestCheck(signal: AbortSignal): Promise<{ readonly figures?: CheckFigures }> {
  try {
    return { figures: await api.checks.latestCheck({ signal }) };
  } catch (error) {
    if (error instanceof Fault && error.problem?.status === 404) return {};
    throw error;
  }
}

function NoCheck() {
  const words = useWords(checkWords);
  return (
    <>
      <p>{words.none}</p>
      <p>
        <code>npx answer-grader check</code>
      </p>
    </>
  );
}

function Figures({ figures, rubric }: { readonly figures: CheckFigures } & Part) {
  const words = useWords(checkWords);
  const [lang] = useLang();
  const moment = useMoment();
  const rows = figures.points.filter(({ question }) => question === rubric.id);
  const columns = useMemo((): readonly Column<Row>[] => {
    const names = new Map(rubric.points.map((point) => [point.id, lang === 'en' ? point.en.name : point.name]));
    const share = (key: 'exact' | 'false_accepts' | 'false_rejects', title: string, hint?: string): Column<Row> => ({
      key,
      title,
      ...(hint === undefined ? {} : { hint }),
      sortBy: (row) => row[key],
      cell: ({ [key]: value }) => (value === null ? '–' : `${Math.round(1000 * value) / 10}%`),
    });
    const figure = (key: 'kappa' | 'qwk', title: string): Column<Row> => ({
      key,
      title,
      sortBy: (row) => row[key],
      cell: ({ [key]: value }) => (value === null ? '–' : value.toFixed(2)),
    });
    return [
      { key: 'point', title: words.point, heads: true, cell: ({ point }) => names.get(point) ?? point },
      { key: 'labels', title: words.labels, sortBy: ({ labels }) => labels, cell: ({ labels }) => labels },
      share('exact', words.exact),
      figure('kappa', words.kappa),
      figure('qwk', words.qwk),
      share('false_accepts', words.falseAccepts, words.falseAcceptsHint),
      share('false_rejects', words.falseRejects, words.falseRejectsHint),
    ];
  }, [words, rubric, lang]);
  if (rows.length === 0) return <p>{words.outside}</p>;
  const { engine, date, source, model } = figures.manifest;
  const labels = rows.reduce((sum, row) => sum + row.labels, 0);
  return (
    <>
      <p className="quiet">
        {words.lead(
          labels,
          [words.engines[engine], model, words.source[source]].filter(Boolean).join(' · '),
          moment(date),
        )}
      </p>
      <DataTable label={words.heading} columns={columns} rows={rows} keyOf={({ point }) => point} />
    </>
  );
}
