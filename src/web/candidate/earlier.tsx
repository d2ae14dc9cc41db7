import { useId } from 'react';
import type { KeptGrade } from '../client/api.ts';
import { AnswerPanel } from '../grade/answer-panel.tsx';
import { Lighting } from '../grade/lit.tsx';
import { PointsPanel } from '../grade/points-panel.tsx';
import { scoreOf } from '../grade/settled.ts';
import { attemptWords } from '../words/attempt.ts';
import { useMoment } from '../words/format.ts';
import { useWords } from '../words/lang.ts';
import { bestOf } from './best.ts';
import './attempts.css';

/** What came of a question so far, to be looked at while it is answered again. The latest attempt comes first. */
export function Earlier({ attempts, open }: { readonly attempts: readonly KeptGrade[]; readonly open: boolean }) {
  const words = useWords(attemptWords);
  const moment = useMoment();
  const id = useId();
  const [last] = attempts;
  if (last === undefined) return null;
  const best = bestOf(attempts);
  const when = moment(last.created_at);
  const places = { answer: `${id}-answer`, points: `${id}-points` };
  return (
    <section className="earlier" aria-label={words.last(when)}>
      <p className="quiet">
        {best === null ? words.triedUngraded(attempts.length) : words.tried(attempts.length, best, scoreOf(last).marks)}
      </p>
      <details open={open}>
        <summary>{words.last(when)}</summary>
        <Lighting>
          <PointsPanel grade={last} id={places.points} answer={places.answer} />
          <AnswerPanel answer={last.answer} grade={last} id={places.answer} points={places.points} />
        </Lighting>
      </details>
    </section>
  );
}
