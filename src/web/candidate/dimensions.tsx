import { useMemo } from 'react';
import { RadarPlace } from '../charts/radar-place.tsx';
import type { KeptGrade } from '../client/api.ts';
import type { Dimension } from '../server/questions.ts';
import { signed } from '../words/format.ts';
import { historyWords } from '../words/history.ts';
import { useWords } from '../words/lang.ts';
import { latestAttempts, recordOf, type Share } from './dimension-record.ts';

/** With fewer axes a radar is a line or a point. */
const fewestAxes = 3;

/** How each dimension stands now and stood before, drawn and in figures. */
export function Dimensions(props: {
  readonly attempts: readonly KeptGrade[];
  readonly dimensions: readonly Dimension[];
}) {
  const words = useWords(historyWords);
  const { attempts, dimensions } = props;
  const rows = useMemo(() => recordOf(attempts, dimensions), [attempts, dimensions]);
  const hasBefore = rows.some(({ before }) => before !== null);
  const axes = useMemo(() => rows.map(({ name }) => name), [rows]);
  const outlines = useMemo(
    () => [
      { name: words.latest(latestAttempts), values: rows.map(({ latest }) => latest?.percent ?? null) },
      ...(hasBefore ? [{ name: words.before, values: rows.map(({ before }) => before?.percent ?? null) }] : []),
    ],
    [rows, hasBefore, words],
  );
  const share = (value: Share | null) => (value === null ? words.unknown : words.share(value.percent, value.points));
  return (
    <section className="panel" aria-labelledby="dimensions-title">
      <h2 id="dimensions-title">{words.dimensions}</h2>
      <div className="pair">
        {rows.length < fewestAxes ? null : <RadarPlace label={words.radar} axes={axes} outlines={outlines} />}
        <table>
          <thead>
            <tr>
              <th scope="col">{words.dimension}</th>
              <th scope="col">{words.latest(latestAttempts)}</th>
              {hasBefore ? <th scope="col">{words.before}</th> : null}
              {hasBefore ? <th scope="col">{words.change}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, latest, before }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{share(latest)}</td>
                {hasBefore ? <td>{share(before)}</td> : null}
                {hasBefore ? <td>{change(latest, before) ?? words.unknown}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">{words.dimensionsHint}</p>
    </section>
  );
}

/** How many percentage points were gained or lost; undefined where one side is not known. */
function change(latest: Share | null, before: Share | null): string | undefined {
  if (latest === null || before === null) return undefined;
  return signed(latest.percent - before.percent);
}
