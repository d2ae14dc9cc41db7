import { Button, Input } from 'antd';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import type { DraftAnswer } from './draft.ts';

/** One recognised answer: whose it is, to which question, its text folded away. */
export function AnswerRow(props: {
  readonly answer: DraftAnswer;
  readonly title: string;
  readonly leftOut: boolean;
  readonly onFlip: () => void;
  readonly onName: (name: string) => void;
}) {
  const words = useWords(uploadWords);
  const { answer, title, leftOut, onFlip, onName } = props;
  return (
    <li className={leftOut ? 'left-out' : undefined}>
      <div className="row">
        <Input
          className="short-field"
          aria-label={`${words.candidate}: ${title}`}
          defaultValue={answer.candidate ?? ''}
          placeholder={words.nobody}
          maxLength={200}
          onBlur={(event) => onName(event.target.value)}
        />
        <strong>{title}</strong>
        <Button size="small" aria-pressed={leftOut} onClick={onFlip}>
          {leftOut ? words.takeIn : words.leaveOut}
        </Button>
      </div>
      <details>
        <summary>{words.read}</summary>
        <p className="answer-text">{answer.answer}</p>
      </details>
    </li>
  );
}
