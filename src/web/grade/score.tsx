import type { ReactNode } from 'react';
import type { Verdict } from '../client/api.ts';
import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';
import { type Shown, scoreOf, verdictOf } from './settled.ts';
import './score.css';

const verdictsInOrder: readonly Verdict[] = ['met', 'partial', 'missed', 'undecided'];

/** The score of a grade, how its points fell, and what is to be known about it. `children`: what else is to be known. */
export function Score({ grade, children }: { readonly grade: Shown; readonly children?: ReactNode }) {
  const words = useWords(gradeWords);
  const { score, percent, marks } = scoreOf(grade);
  if (score === null || percent === null) {
    return (
      <div className="score">
        <p className="score-word">{words.ungraded}</p>
        <p>{words.ungradedDetail}</p>
      </div>
    );
  }
  const { range } = grade;
  const decided = isDecided(grade);
  return (
    <div className="score">
      <p>
        <strong className="score-number">{score}</strong>
        <span className="quiet">
          {words.outOf(marks)} · {words.percent(percent)}
        </span>
      </p>
      <PointMeter verdicts={grade.points.map((point) => verdictOf(grade, point))} />
      <p>{decided ? words.decided : grade.summary}</p>
      {range === null || decided ? null : <p className="quiet">{words.provisional(range.low, range.high)}</p>}
      {children}
    </div>
  );
}

/** Says why a person should look at a grade, as long as none has. */
export function ReviewNote({ grade }: { readonly grade: Shown }) {
  const words = useWords(gradeWords);
  if (!grade.review.needed || isDecided(grade)) return null;
  return <p className="review-note">{words.review(grade.review.reasons.map((reason) => words.reason[reason]))}</p>;
}

function isDecided(grade: Shown): boolean {
  return 'decisions' in grade && grade.decisions.length > 0;
}

/** How many points have which verdict, as a bar and in words. */
function PointMeter(props: { readonly verdicts: readonly Verdict[] }) {
  const words = useWords(gradeWords);
  const counts = verdictsInOrder
    .map((verdict) => ({ verdict, count: props.verdicts.filter((found) => found === verdict).length }))
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
