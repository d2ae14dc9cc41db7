import { Button, Spin } from 'antd';
import { Link } from 'wouter';
import type { Question } from '../../client/api.ts';
import { gradeWords } from '../../words/grade.ts';
import { useWords } from '../../words/lang.ts';
import { mockWords } from '../../words/mock.ts';
import { type Interview, isWritten, toGrade, totalOf } from './interview.ts';
import { useMarking } from './use-marking.ts';

/** What came of an interview: each score as it comes, then all together. */
export function Marking(props: {
  readonly interview: Interview;
  readonly questions: readonly Question[];
  readonly onChange: (step: (now: Interview) => Interview) => void;
  readonly onEnd: () => void;
}) {
  const words = useWords(mockWords);
  const about = useWords(gradeWords);
  const { interview, questions, onChange, onEnd } = props;
  const { busy, retry } = useMarking(interview, onChange);
  const written = questions.filter(({ id }) => isWritten(interview, id)).length;
  const waiting = toGrade(interview, false).length;
  const failed = toGrade(interview, true).length - waiting;
  const marks = new Map(questions.map((question) => [question.id, question.marks]));
  const total = totalOf(interview, (question) => marks.get(question) ?? 0);
  const weakest = weakestOf(interview, questions);
  return (
    <div className="interview">
      <h1>{words.result}</h1>
      {interview.handedIn === 'in time' ? <p>{words.timeUp}</p> : null}
      <div role="status">
        {busy ? (
          <p className="row">
            <Spin size="small" /> {words.grading(written - waiting, written)}
          </p>
        ) : (
          <>
            <p>
              <strong className="score-number">{words.total(total.score, total.marks)}</strong>
            </p>
            <p className="quiet">{words.totalHint(total.counted, questions.length)}</p>
            {weakest === undefined ? null : <p>{words.weakest(weakest)}</p>}
          </>
        )}
      </div>
      <section className="panel" aria-label={words.questions}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.question}</th>
              <th scope="col">{words.score}</th>
              <th scope="col">{words.feedback}</th>
            </tr>
          </thead>
          <tbody>
            {questions.map((question) => (
              <Row key={question.id} question={question} interview={interview} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="row">
        {failed > 0 && !busy ? <Button onClick={retry}>{words.retry}</Button> : null}
        <Button type="primary" disabled={busy} onClick={onEnd}>
          {words.again}
        </Button>
      </div>
      <p className="quiet">{about.limits}</p>
    </div>
  );
}

function Row({ question, interview }: { readonly question: Question; readonly interview: Interview }) {
  const words = useWords(mockWords);
  const marked = interview.marked[question.id];
  const score = !isWritten(interview, question.id)
    ? words.notWritten
    : marked === undefined
      ? '…'
      : 'failed' in marked || marked.score === null
        ? words.failed
        : words.total(marked.score, marked.marks);
  return (
    <tr>
      <th scope="row">{question.title}</th>
      <td>{score}</td>
      <td className="to-feedback">
        {marked === undefined || 'failed' in marked ? null : (
          <Link href={`/attempts/${marked.grade}`} aria-label={words.see(question.title)}>
            {words.feedback}
          </Link>
        )}
      </td>
    </tr>
  );
}

/** The title of the question with the lowest share of its marks, among those that were graded; undefined where all are full, or there is but one. */
function weakestOf(interview: Interview, questions: readonly Question[]): string | undefined {
  const shares = questions.flatMap(({ id, title }) => {
    const marked = interview.marked[id];
    return marked === undefined || 'failed' in marked || marked.score === null
      ? []
      : [{ title, share: marked.score / marked.marks }];
  });
  if (shares.length < 2) return undefined;
  const lowest = shares.sort((first, second) => first.share - second.share)[0];
  return lowest === undefined || lowest.share === 1 ? undefined : lowest.title;
}
