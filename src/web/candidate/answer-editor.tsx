import { Button } from 'antd';
import { useState } from 'react';
import { answerWords } from '../words/answer.ts';
import { useWords } from '../words/lang.ts';
import { AnswerField, longestAnswer } from './answer-field.tsx';

/** An answer in the making, to be handed in. */
export function AnswerEditor(props: {
  readonly draft: string;
  readonly onChange: (draft: string) => void;
  readonly onSubmit: (answer: string) => void;
}) {
  const words = useWords(answerWords);
  const [complaint, setComplaint] = useState('');
  const { draft, onChange, onSubmit } = props;
  const submit = () => {
    if (draft.trim() === '') setComplaint(words.empty);
    else if (draft.length <= longestAnswer) onSubmit(draft);
  };
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <AnswerField
        draft={draft}
        complaint={complaint}
        onSubmit={submit}
        onChange={(text) => {
          setComplaint('');
          onChange(text);
        }}
      />
      <div className="row">
        <Button type="primary" size="large" htmlType="submit" title={words.shortcut}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
