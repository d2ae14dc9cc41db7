import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';
import { MarkedAnswer } from './marked-answer.tsx';
import type { Shown } from './settled.ts';

/** An answer with its evidence marked. `id` names the panel, `points` the part of the page where the points stand. */
export function AnswerPanel(props: {
  readonly answer: string;
  readonly grade: Shown;
  readonly id: string;
  readonly points: string;
  /** What stands above and below it, where it is not the reader's own. */
  readonly title?: string;
  readonly hint?: string;
}) {
  const words = useWords(gradeWords);
  const { answer, grade, id, points } = props;
  return (
    <section className="grade-answer" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{props.title ?? words.yours}</h2>
      <MarkedAnswer answer={answer} grade={grade} place={points} />
      <p className="quiet">{props.hint ?? words.yoursHint}</p>
    </section>
  );
}
