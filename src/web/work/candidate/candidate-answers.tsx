import { useEffect, useState } from 'react';
import type { BatchItem, Scorecard, Scorecards } from '../../client/api.ts';
import { GradeView } from '../../grade/grade-view.tsx';
import { verdictOf } from '../../grade/settled.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { candidateWords } from '../../words/candidate.ts';
import { useWords } from '../../words/lang.ts';
import { Heat } from '../table/heat.tsx';
import { Source } from './source.tsx';
import { useAnswers } from './use-answers.ts';

type Part = { readonly batch: string; readonly cards: Scorecards; readonly card: Scorecard };

/** Every answer of a candidate: its score in a line, unfolded its words with their evidence, and the interview. */
export function CandidateAnswers({ batch, cards, card }: Part) {
  const words = useWords(candidateWords);
  const answers = useAnswers(batch, [card]);
  return (
    <section>
      <h2>{words.answers}</h2>
      <ShowLoaded of={answers}>
        {(items) => items.map((item) => <Answer key={item.position} batch={batch} cards={cards} item={item} />)}
      </ShowLoaded>
    </section>
  );
}

function Answer({ batch, cards, item }: { readonly item: BatchItem } & Omit<Part, 'card'>) {
  const words = useWords(candidateWords);
  const { submission, grade, position } = item;
  const called = window.location.hash === `#${submission.question}`;
  const [open, setOpen] = useState(called);
  const id = `answer-${position}`;
  useEffect(() => {
    if (called) document.getElementById(id)?.scrollIntoView();
  }, [called, id]);
  const title = cards.questions.find(({ question }) => question === submission.question)?.title ?? submission.question;
  const alike = namesAlike(cards, item);
  return (
    <details id={id} className="panel file" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{title}</strong>{' '}
        {grade === null || grade.settled.percent === null ? (
          <span className="chip plain">{words.states[item.state]}</span>
        ) : (
          <Heat percent={grade.settled.percent} provisional={grade.range !== null && grade.settled.by === 'machine'} />
        )}{' '}
        {grade === null ? null : (
          <span className="quiet">
            {words.pointsMet(
              grade.points.filter((point) => verdictOf(grade, point) === 'met').length,
              grade.points.length,
            )}
          </span>
        )}
      </summary>
      {open ? (
        <div className="answer-body">
          {alike.length === 0 ? null : <p className="review-note">{words.alike(alike)}</p>}
          {grade === null ? (
            <>
              <p className="complaint">{item.reason ?? words.states[item.state]}</p>
              <p className="answer-text">{submission.answer}</p>
            </>
          ) : (
            <GradeView answer={submission.answer} grade={grade} title={words.answer} hint={words.answerHint} />
          )}
          <Source batch={batch} origin={submission.origin} />
        </div>
      ) : null}
    </details>
  );
}

/** The other candidates whose answer to the question is nearly the same as this one. */
function namesAlike({ same_answers }: Scorecards, { position }: BatchItem): readonly string[] {
  const group = same_answers.find(({ answers }) => answers.some((answer) => answer.position === position));
  return (group?.answers ?? []).flatMap((answer) =>
    answer.position === position || answer.candidate === null ? [] : [answer.candidate],
  );
}
