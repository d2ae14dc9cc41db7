import type { Grade, Verdict } from '../client/api.ts';
import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';

const verdicts: readonly Verdict[] = ['met', 'partial', 'missed', 'undecided'];

/** The score of a grade, how its points fell, and what is to be known about it. */
export function Score({ grade }: { readonly grade: Grade }) {
  const words = useWords(gradeWords);
  if (grade.outcome === 'ungraded') {
    return (
      <div className="score">
        <p className="score-word">{words.ungraded}</p>
        <p>{words.ungradedDetail}</p>
      </div>
    );
  }
  const { range } = grade;
  return (
    <div className="score">
      <p>
        <strong className="score-number">{grade.score}</strong>
        <span className="quiet">
          {words.outOf(grade.marks)} · {words.percent(grade.percent)}
        </span>
      </p>
      <PointMeter points={grade.points} />
      <p>{grade.outcome === 'insufficient' ? words.insufficient : grade.summary}</p>
      {range === null ? null : <p className="quiet">{words.provisional(range.low, range.high)}</p>}
      {grade.review.needed ? (
        <p className="review-note">{words.review(grade.review.reasons.map((reason) => words.reason[reason]))}</p>
      ) : null}
    </div>
  );
}

/** How many points have which verdict, as a bar and in words. */
function PointMeter({ points }: { readonly points: Grade['points'] }) {
  const words = useWords(gradeWords);
  const counts = verdicts
    .map((verdict) => ({ verdict, count: points.filter((point) => point.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <div className="meter" aria-hidden="true">
        {counts.map(({ verdict, count }) => (
          <span key={verdict} className={verdict} style={{ flexGrow: count }} />
        ))}
      </div>
      <p className="quiet">{counts.map(({ verdict, count }) => words.verdictCount(verdict, count)).join(' · ')}</p>
    </>
  );
}
