import { type ReactNode, useId } from 'react';
import type { Grade, GradedPoint } from '../client/api.ts';
import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';
import { Lighting } from './lit.tsx';
import { MarkedAnswer } from './marked-answer.tsx';
import { FlagItem, PointItem } from './point-list.tsx';
import { Score } from './score.tsx';

/**
 * A grade beside its answer: score, red flags and points, whose words light up in the answer and the other way round.
 *
 * `noteOf`: what stands beside a point's name; `moreOf`: what stands below its reason.
 */
export function GradeView(props: {
  readonly answer: string;
  readonly grade: Grade;
  readonly noteOf?: (point: GradedPoint) => ReactNode;
  readonly moreOf?: (point: GradedPoint) => ReactNode;
}) {
  const words = useWords(gradeWords);
  const id = useId();
  const { answer, grade } = props;
  const places = { answer: `${id}-answer`, points: `${id}-points` };
  return (
    <Lighting>
      <div className="grade">
        <section className="grade-answer" id={places.answer} aria-labelledby={`${places.answer}-title`}>
          <h2 id={`${places.answer}-title`}>{words.yours}</h2>
          <MarkedAnswer answer={answer} grade={grade} place={places.points} />
          <p className="quiet">{words.yoursHint}</p>
        </section>
        <section className="grade-points" id={places.points} aria-labelledby={`${places.points}-title`}>
          <Score grade={grade} />
          {grade.red_flags.length === 0 ? null : (
            <>
              <h2>{words.flags}</h2>
              <ul className="points">
                {grade.red_flags.map((flag) => (
                  <FlagItem key={flag.id} flag={flag} place={places.answer} />
                ))}
              </ul>
            </>
          )}
          <h2 id={`${places.points}-title`}>{words.points}</h2>
          <ul className="points">
            {grade.points.map((point) => (
              <PointItem key={point.id} point={point} place={places.answer} note={props.noteOf?.(point)}>
                {props.moreOf?.(point)}
              </PointItem>
            ))}
          </ul>
        </section>
      </div>
    </Lighting>
  );
}
