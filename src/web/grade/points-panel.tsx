import type { ReactNode } from 'react';
import type { GradedPoint } from '../client/api.ts';
import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';
import { FlagItem, PointItem, RaterFlagItem } from './point-list.tsx';
import { ReviewNote, Score } from './score.tsx';
import { flagsOf, raterFlagsOf, type Shown, verdictOf } from './settled.ts';
import './grade.css';

/** What is added to points by whoever shows them. */
export type Additions = {
  /** A sentence that would earn a point; null where none is known. */
  readonly exampleOf?: (point: GradedPoint) => string | null;
  /** What stands beside a point's name. */
  readonly noteOf?: (point: GradedPoint) => ReactNode;
  /** What stands below its reason. */
  readonly moreOf?: (point: GradedPoint) => ReactNode;
};

/** Score, red flags and points of a grade. `id` names the panel, `answer` the part of the page where the answer stands. */
export function PointsPanel(
  props: { readonly grade: Shown; readonly id: string; readonly answer: string } & Additions,
): ReactNode {
  const words = useWords(gradeWords);
  const { grade, id, answer } = props;
  const flags = flagsOf(grade);
  const raterFlags = raterFlagsOf(grade);
  return (
    <section className="grade-points" id={id} aria-labelledby={`${id}-title`}>
      <Score grade={grade}>
        <ReviewNote grade={grade} />
      </Score>
      {flags.length + raterFlags.length === 0 ? null : (
        <>
          <h2>{words.flags}</h2>
          <ul className="points">
            {flags.map((flag) => (
              <FlagItem key={flag.id} flag={flag} place={answer} />
            ))}
            {raterFlags.map((flag) => (
              <RaterFlagItem key={flag.id} flag={flag} />
            ))}
          </ul>
        </>
      )}
      <h2 id={`${id}-title`}>{words.points}</h2>
      <ul className="points">
        {grade.points.map((point) => (
          <PointItem
            key={point.id}
            point={point}
            verdict={verdictOf(grade, point)}
            place={answer}
            example={props.exampleOf?.(point) ?? null}
            note={props.noteOf?.(point)}
          >
            {props.moreOf?.(point)}
          </PointItem>
        ))}
      </ul>
    </section>
  );
}
