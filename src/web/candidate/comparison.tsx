import { useId } from 'react';
import type { KeptGrade } from '../client/api.ts';
import { gainOf } from '../grade/gain.ts';
import { Lighting } from '../grade/lit.tsx';
import { MarkedAnswer } from '../grade/marked-answer.tsx';
import { scoreOf } from '../grade/settled.ts';
import { attemptWords } from '../words/attempt.ts';
import { useMoment } from '../words/format.ts';
import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';
import './attempts.css';

/** What an attempt has over the one before it, and both answers side by side. */
export function Comparison({ latest, earlier }: { readonly latest: KeptGrade; readonly earlier: KeptGrade }) {
  const words = useWords(attemptWords);
  const moment = useMoment();
  const id = useId();
  const { score, better, worse, still } = gainOf(latest, earlier);
  return (
    <section className="panel comparison" aria-labelledby={id}>
      <h2 id={id}>
        {words.gain}
        <span className={`gain ${(score ?? 0) > 0 ? 'met' : 'missed'}`}>
          <span className="verdict">
            {score === null
              ? words.noScore
              : score > 0
                ? words.gained(score)
                : score < 0
                  ? words.lost(-score)
                  : words.same}
          </span>
        </span>
      </h2>
      {better.length === 0 ? null : <p>{words.better(better)}</p>}
      {worse.length === 0 ? null : <p>{words.worse(worse)}</p>}
      {still.length === 0 ? null : <p className="quiet">{words.still(still)}</p>}
      <details>
        <summary>{words.beside}</summary>
        <div className="pair">
          <Side attempt={earlier} title={words.before(moment(earlier.created_at))} />
          <Side attempt={latest} title={words.now} />
        </div>
      </details>
    </section>
  );
}

function Side({ attempt, title }: { readonly attempt: KeptGrade; readonly title: string }) {
  const words = useWords(gradeWords);
  const place = useId();
  const { score, marks } = scoreOf(attempt);
  return (
    <Lighting>
      <section aria-label={title}>
        <h3>
          {title} · {score ?? '–'} / {marks}
        </h3>
        <MarkedAnswer answer={attempt.answer} grade={attempt} place={place} />
        <p id={place} className="quiet">
          {attempt.points.map(({ name, verdict }) => `${name} ${words.verdict[verdict]}`).join(' · ')}
        </p>
      </section>
    </Lighting>
  );
}
