import { Button } from 'antd';
import { useId } from 'react';
import type { Question } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import type { DraftAnswer } from './draft.ts';
import { QuestionSelect } from './question-select.tsx';

/** One recognised answer: the question that it was matched to, its text folded away, where it can be moved to another question. */
export function AnswerRow(props: {
  readonly answer: DraftAnswer;
  readonly questions: readonly Question[];
  readonly leftOut: boolean;
  readonly onMove: (question: string) => void;
  readonly onFlip: () => void;
}) {
  const words = useWords(uploadWords);
  const { answer, questions, leftOut, onMove, onFlip } = props;
  const title = questions.find(({ id }) => id === answer.question)?.title ?? answer.question;
  return (
    <li className={leftOut ? 'answer-row left-out' : 'answer-row'}>
      <details>
        <summary>
          <span className="answer-title">{title}</span>{' '}
          <span className="quiet">{words.characters(answer.answer.length)}</span>
        </summary>
        <p className="answer-text">{answer.answer}</p>
        {answer.recognisedQuestion === null ? null : (
          <QuestionChoice
            answer={answer}
            recognised={answer.recognisedQuestion}
            questions={questions}
            onMove={onMove}
          />
        )}
      </details>
      <Button
        size="small"
        aria-label={`${leftOut ? words.takeIn : words.leaveOut}: ${title}`}
        aria-pressed={leftOut}
        onClick={onFlip}
      >
        {leftOut ? words.takeIn : words.leaveOut}
      </Button>
    </li>
  );
}

/** The question that an answer is graded under, by set; which one was recognised stays told. */
function QuestionChoice(props: {
  readonly answer: DraftAnswer;
  readonly recognised: string;
  readonly questions: readonly Question[];
  readonly onMove: (question: string) => void;
}) {
  const words = useWords(uploadWords);
  const id = useId();
  const { answer, recognised, questions, onMove } = props;
  return (
    <div className="row answer-question">
      <label htmlFor={id}>{words.gradedUnder}</label>
      <QuestionSelect
        label={{ id }}
        questions={questions}
        titleOf={({ id: question, title }) => (question === recognised ? words.asRecognised(title) : title)}
        value={answer.question}
        onChoose={(question = recognised) => onMove(question)}
      />
    </div>
  );
}
