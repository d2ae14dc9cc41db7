import { Link } from 'wouter';
import type { KeptGrade, Question } from '../../client/api.ts';
import { useMoment } from '../../words/format.ts';
import { gradeWords } from '../../words/grade.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import { candidateAddress } from '../batch/addresses.ts';
import { nameShown } from './name-shown.ts';
import { StaleGrade } from './stale-grade.tsx';

/** Whose answer it is and to what, why it needs a review, what was appealed and what was decided before. */
export function ReviewHead({
  grade,
  question,
}: {
  readonly grade: KeptGrade;
  readonly question: Question | undefined;
}) {
  const words = useWords(reviewWords);
  const reasons = useWords(gradeWords);
  const moment = useMoment();
  const { candidate, batch, review, appeals, decisions, replaced_by } = grade;
  const name = nameShown(candidate, words);
  const nameOf = (point: string | null) =>
    point === null ? null : (grade.points.find(({ id }) => id === point)?.name ?? point);
  return (
    <header className="review-head">
      <h2>{question?.title ?? grade.question}</h2>
      <p className="quiet">
        {batch === null ? name : <Link href={candidateAddress(batch, candidate)}>{name}</Link>} ·{' '}
        {moment(grade.created_at)}
      </p>
      {question === undefined ? null : <p>{question.prompt}</p>}
      {replaced_by === null ? null : (
        <p className="review-note">
          <Link href={`/work/reviews/${replaced_by}`}>{words.replaced}</Link>
        </p>
      )}
      {grade.stale && replaced_by === null ? <StaleGrade grade={grade.id} /> : null}
      {review.reasons.length === 0 ? (
        <p className="quiet">{words.noReason}</p>
      ) : (
        <p className="review-note">
          {words.because}
          {review.reasons.map((reason) => reasons.reason[reason]).join(reasons.separator)}
        </p>
      )}
      {appeals.length === 0 ? null : (
        <section className="appeals">
          <h3>{words.appeals}</h3>
          <ul className="plain-list">
            {appeals.map(({ id, point, comment, created_at, answered_by }) => (
              <li key={id}>
                <b>{words.appealOf(nameOf(point))}</b>{' '}
                <span className="quiet">
                  {moment(created_at)}
                  {answered_by === null ? '' : ` · ${words.answered}`}
                </span>
                <blockquote className="appeal-words">{comment}</blockquote>
              </li>
            ))}
          </ul>
        </section>
      )}
      {decisions.length === 0 ? null : (
        <details>
          <summary>{words.earlier}</summary>
          <ul className="plain-list">
            {decisions.map(({ id, author, reason, created_at }) => (
              <li key={id}>
                <b>{author}</b> <span className="quiet">{moment(created_at)}</span> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}
