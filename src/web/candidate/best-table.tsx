import { Link } from 'wouter';
import type { KeptGrade } from '../client/api.ts';
import { scoreOf } from '../grade/settled.ts';
import { historyWords } from '../words/history.ts';
import { useWords } from '../words/lang.ts';
import { bestOf } from './best.ts';

/** The best and the latest score of each question that was answered. */
export function BestTable(props: {
  readonly attempts: readonly KeptGrade[];
  readonly titles: ReadonlyMap<string, string>;
}) {
  const words = useWords(historyWords);
  const byQuestion = Map.groupBy(props.attempts, ({ question }) => question);
  return (
    <section className="panel" aria-labelledby="best-title">
      <h2 id="best-title">{words.questions}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.question}</th>
            <th scope="col">{words.best}</th>
            <th scope="col">{words.last}</th>
            <th scope="col">{words.times}</th>
          </tr>
        </thead>
        <tbody>
          {[...byQuestion].map(([question, own]) => (
            <tr key={question}>
              <th scope="row">
                <Link href={`/practice/${question}`}>{props.titles.get(question) ?? question}</Link>
              </th>
              <td>{outOf(bestOf(own), own)}</td>
              <td>{outOf(own.map((attempt) => scoreOf(attempt).score)[0] ?? null, own)}</td>
              <td>{own.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

  function outOf(score: number | null, [first]: readonly KeptGrade[]): string {
    return score === null || first === undefined ? words.unknown : `${score} / ${scoreOf(first).marks}`;
  }
}
