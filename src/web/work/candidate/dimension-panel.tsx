import { useMemo } from 'react';
import { RadarPlace } from '../../charts/radar-place.tsx';
import type { Scorecard, Scorecards } from '../../client/api.ts';
import { candidateWords } from '../../words/candidate.ts';
import { gradeWords } from '../../words/grade.ts';
import { useWords } from '../../words/lang.ts';

/** With fewer axes a radar is a line or a point. */
const fewestAxes = 3;

/** One or two candidates by dimension, drawn and in figures; one alone stands beside the mean of all. */
export function DimensionPanel({ cards, shown }: { readonly cards: Scorecards; readonly shown: readonly Scorecard[] }) {
  const words = useWords(candidateWords);
  const { separator } = useWords(gradeWords);
  const rows = useMemo(() => rowsOf(cards, shown), [cards, shown]);
  const nameOf = ({ candidate }: Scorecard) => candidate ?? words.unnamed;
  const names = [...shown.map(nameOf), ...(shown.length === 1 ? [words.everybody] : [])];
  const label = words.radar(shown.map(nameOf).join(separator));
  const heads = names.join('\n');
  const axes = useMemo(() => rows.map(({ name }) => name), [rows]);
  const outlines = useMemo(
    () =>
      heads
        .split('\n')
        .map((name, index) => ({ name, values: rows.map(({ figures }) => figures[index]?.percent ?? null) })),
    [rows, heads],
  );
  return (
    <section className="panel" aria-labelledby="dimensions-title">
      <h2 id="dimensions-title">{words.dimensions}</h2>
      <div className="pair">
        {rows.length < fewestAxes ? null : <RadarPlace label={label} axes={axes} outlines={outlines} />}
        <table>
          <thead>
            <tr>
              <th scope="col">{words.dimension}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, figures }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {names.map((head, index) => (
                  <td key={head}>{figureText(figures[index], words)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type Figure = { readonly percent: number | null; readonly points?: number };

function figureText(figure: Figure | undefined, words: typeof candidateWords.zh): string {
  if (figure === undefined || figure.percent === null) return words.unknown;
  return figure.points === undefined ? `${figure.percent}%` : words.share(figure.percent, figure.points);
}

/** The dimensions that somebody shown has a figure for, in their order. */
function rowsOf(cards: Scorecards, shown: readonly Scorecard[]) {
  return cards.dimensions
    .filter(({ dimension }) => shown.some((card) => figureOf(card, dimension) !== undefined))
    .map(({ dimension, name }) => {
      const own = shown.map((card): Figure | undefined => figureOf(card, dimension));
      const figures = shown.length === 1 ? [...own, { percent: meanOf(cards, dimension) }] : own;
      return { id: dimension, name, figures };
    });
}

function figureOf(card: Scorecard, dimension: string) {
  return card.dimensions.find((score) => score.dimension === dimension);
}

/** Mean over the candidates who have a figure, to one decimal; null where nobody has. */
function meanOf({ candidates }: Scorecards, dimension: string): number | null {
  const percents = candidates.flatMap((card) => figureOf(card, dimension)?.percent ?? []);
  if (percents.length === 0) return null;
  return Math.round((10 * percents.reduce((sum, percent) => sum + percent, 0)) / percents.length) / 10;
}
