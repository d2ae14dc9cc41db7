import { Link } from 'wouter';
import type { KeptGrade } from '../client/api.ts';
import { scoreOf } from '../grade/settled.ts';
import { useMoment } from '../words/format.ts';
import { historyWords } from '../words/history.ts';
import { useWords } from '../words/lang.ts';

/** Every attempt, the latest first, with the way to its grade. */
export function AttemptTable(props: {
  readonly attempts: readonly KeptGrade[];
  readonly titles: ReadonlyMap<string, string>;
}) {
  const words = useWords(historyWords);
  const moment = useMoment();
  return (
    <section className="panel" aria-labelledby="attempts-title">
      <h2 id="attempts-title">{words.attempts}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.question}</th>
            <th scope="col">{words.score}</th>
            <th scope="col">{words.judge}</th>
          </tr>
        </thead>
        <tbody>
          {props.attempts.map((attempt) => {
            const { score, marks } = scoreOf(attempt);
            const title = props.titles.get(attempt.question) ?? attempt.question;
            const when = moment(attempt.created_at);
            const state = stateOf(attempt);
            return (
              <tr key={attempt.id}>
                <td className="wraps">{when}</td>
                <th scope="row">
                  <Link href={`/attempts/${attempt.id}`} aria-label={words.open(title, when)}>
                    {title}
                  </Link>
                </th>
                <td>{score === null ? words.ungraded : `${score} / ${marks}`}</td>
                <td>
                  {words.engine[attempt.engine]}
                  {state === null ? null : <span className="quiet"> · {words.state[state]}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function stateOf(attempt: KeptGrade): 'appealed' | 'reviewed' | 'doubtful' | null {
  if (attempt.appeals.some(({ answered_by }) => answered_by === null)) return 'appealed';
  if (attempt.decisions.length > 0) return 'reviewed';
  return attempt.review.needed ? 'doubtful' : null;
}
