import { Button } from 'antd';
import { useState } from 'react';
import type { Question } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { mockWords } from '../../words/mock.ts';
import { AnswerField } from '../answer-field.tsx';
import { Clock } from './clock.tsx';
import { type Interview, isWritten } from './interview.ts';
import '../writing.css';

/** The part of an interview in which answers are written. */
export function Writing(props: {
  readonly interview: Interview;
  readonly questions: readonly Question[];
  readonly onChange: (step: (now: Interview) => Interview) => void;
  readonly onAbandon: () => void;
}) {
  const words = useWords(mockWords);
  const [asking, setAsking] = useState<'hand in' | 'give up' | null>(null);
  const { interview, questions, onChange, onAbandon } = props;
  const { current } = interview;
  const question = questions[current];
  if (question === undefined) throw new RangeError(`a mock interview has no question ${current}`);
  const empty = questions.filter(({ id }) => !isWritten(interview, id)).length;
  const go = (to: number) => onChange((now) => ({ ...now, current: to }));
  const handIn = (how: 'by hand' | 'in time') => onChange((now) => ({ ...now, handedIn: how }));
  return (
    <div className="interview">
      <div className="row">
        <h1>{words.heading}</h1>
        <Clock endsAt={interview.endsAt} onEnd={() => handIn('in time')} />
      </div>
      <nav className="row" aria-label={words.questions}>
        {questions.map(({ id }, index) => (
          <Button
            key={id}
            type={index === current ? 'primary' : 'default'}
            className={isWritten(interview, id) ? 'written' : ''}
            aria-current={index === current ? 'step' : undefined}
            aria-label={words.tab(index + 1, isWritten(interview, id))}
            onClick={() => go(index)}
          >
            {index + 1}
          </Button>
        ))}
      </nav>
      <section className="question" aria-live="polite">
        <p className="quiet">{words.position(current + 1, questions.length)}</p>
        <h2>{question.title}</h2>
        <p className="prompt">{question.prompt}</p>
      </section>
      <AnswerField
        key={question.id}
        draft={interview.answers[question.id] ?? ''}
        onChange={(text) => onChange((now) => ({ ...now, answers: { ...now.answers, [question.id]: text } }))}
      />
      {asking !== null ? (
        <div key="asking" className="row" role="alert">
          <span>{asking === 'hand in' ? words.handInEarly(empty) : words.abandonQuestion}</span>
          <Button type="primary" danger onClick={() => (asking === 'hand in' ? handIn('by hand') : onAbandon())}>
            {asking === 'hand in' ? words.handInReally : words.abandonReally}
          </Button>
          {/* What had the focus is gone, and this is the harmless way on. */}
          <Button autoFocus onClick={() => setAsking(null)}>
            {words.writeOn}
          </Button>
        </div>
      ) : (
        <div key="writing" className="row">
          <Button disabled={current === 0} onClick={() => go(current - 1)}>
            {words.previous}
          </Button>
          <Button disabled={current === questions.length - 1} onClick={() => go(current + 1)}>
            {words.next}
          </Button>
          <Button type="primary" onClick={() => (empty > 0 ? setAsking('hand in') : handIn('by hand'))}>
            {words.handIn}
          </Button>
          <Button type="text" onClick={() => setAsking('give up')}>
            {words.abandon}
          </Button>
        </div>
      )}
    </div>
  );
}
