import { Button } from 'antd';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import type { DraftAnswer } from './draft.ts';

/** One recognised answer: the question that it was matched to, its text folded away. */
export function AnswerRow(props: {
  readonly answer: DraftAnswer;
  readonly title: string;
  readonly leftOut: boolean;
  readonly onFlip: () => void;
}) {
  const words = useWords(uploadWords);
  const { answer, title, leftOut, onFlip } = props;
  return (
    <li className={leftOut ? 'answer-row left-out' : 'answer-row'}>
      <details>
        <summary>
          <span className="answer-title">{title}</span>{' '}
          <span className="quiet">{words.characters(answer.answer.length)}</span>
        </summary>
        <p className="answer-text">{answer.answer}</p>
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
