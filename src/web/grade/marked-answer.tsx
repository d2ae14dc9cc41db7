import { type KeyboardEvent, useMemo } from 'react';
import type { Grade } from '../client/api.ts';
import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';
import { useLight } from './lit.tsx';
import { reveal } from './reveal.ts';
import { flagOwner, type Segment, segmentsOf } from './segments.ts';
import './grade.css';

type Judged = Pick<Grade, 'points' | 'red_flags'>;

/** An answer with its evidence marked. `place` names the part of the page where the points of these owners stand. */
export function MarkedAnswer(props: { readonly answer: string; readonly grade: Judged; readonly place: string }) {
  const words = useWords(gradeWords);
  const { answer, grade, place } = props;
  const segments = useMemo(() => segmentsOf(answer, grade), [answer, grade]);
  const names = useMemo(() => namesOf(grade), [grade]);
  if (answer.trim() === '') return <p className="answer-text quiet">{words.nothing}</p>;
  let offset = 0;
  return (
    <p className="answer-text">
      {segments.map((segment) => {
        const key = offset;
        offset += segment.text.length;
        return segment.kind === null ? (
          segment.text
        ) : (
          <Mark
            key={key}
            segment={segment}
            place={place}
            names={segment.owners.map((owner) => names.get(owner) ?? owner)}
          />
        );
      })}
    </p>
  );
}

function namesOf(grade: Judged): ReadonlyMap<string, string> {
  return new Map([
    ...grade.points.map(({ id, name }) => [id, name] as const),
    ...grade.red_flags.map(({ id, name }) => [flagOwner(id), name] as const),
  ]);
}

function Mark(props: { readonly segment: Segment; readonly place: string; readonly names: readonly string[] }) {
  const words = useWords(gradeWords);
  const { segment, place, names } = props;
  const { lit, choose, handlers } = useLight(segment.owners);
  const show = () => {
    choose();
    reveal(place, segment.owners);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    show();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element does not break over lines as text does
    <span
      className={`mark ${segment.kind}${lit ? ' lit' : ''}`}
      data-owners={segment.owners.join(' ')}
      role="button"
      tabIndex={0}
      title={words.evidenceOf(names)}
      onClick={show}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      {segment.text}
    </span>
  );
}
