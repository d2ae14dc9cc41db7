import { useId } from 'react';
import { AnswerPanel } from './answer-panel.tsx';
import { Lighting } from './lit.tsx';
import { type Additions, PointsPanel } from './points-panel.tsx';
import type { Shown } from './settled.ts';

/** A grade beside its answer: points light up their words in the answer, and the other way round. */
export function GradeView({
  answer,
  grade,
  title,
  hint,
  ...additions
}: {
  readonly answer: string;
  readonly grade: Shown;
  readonly title?: string;
  readonly hint?: string;
} & Additions) {
  const id = useId();
  const places = { answer: `${id}-answer`, points: `${id}-points` };
  return (
    <Lighting>
      <div className="grade">
        <AnswerPanel
          answer={answer}
          grade={grade}
          id={places.answer}
          points={places.points}
          {...(title === undefined ? {} : { title })}
          {...(hint === undefined ? {} : { hint })}
        />
        <PointsPanel grade={grade} id={places.points} answer={places.answer} {...additions} />
      </div>
    </Lighting>
  );
}
