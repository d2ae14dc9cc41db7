import { AudioOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { answerWords } from '../words/answer.ts';
import { useLang, useWords } from '../words/lang.ts';
import { lengthOf, longestAnswer } from './length-hint.ts';
import { useDictation } from './use-dictation.ts';

/** Where an answer is written, pasted or dictated, and handed in. */
export function AnswerEditor(props: {
  readonly draft: string;
  readonly busy: boolean;
  readonly submitLabel?: string;
  readonly onChange: (draft: string) => void;
  readonly onSubmit: (answer: string) => void;
}) {
  const words = useWords(answerWords);
  const [lang] = useLang();
  const id = useId();
  const [complaint, setComplaint] = useState('');
  const { draft, busy, onChange, onSubmit } = props;
  const dictation = useDictation(lang, (text) =>
    change(draft === '' || /\s$/.test(draft) ? draft + text : joined(draft, text)),
  );
  const change = (text: string) => {
    setComplaint('');
    onChange(text);
  };
  const submit = () => {
    if (draft.trim() === '') setComplaint(words.empty);
    else if (!busy) onSubmit(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id}>{words.label}</label>
      <textarea
        id={id}
        value={draft}
        placeholder={words.placeholder}
        maxLength={longestAnswer}
        rows={9}
        className="writing"
        aria-describedby={`${id}-length`}
        aria-invalid={complaint !== ''}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p id={`${id}-length`} className="quiet">
        {lengthText(draft, lang, words)}
      </p>
      <p role="alert" className="complaint">
        {complaint || (dictation.state === 'failed' ? words.dictationFailed : '')}
      </p>
      <div className="row">
        <Button type="primary" size="large" htmlType="submit" loading={busy} title={words.shortcut}>
          {props.submitLabel ?? words.submit}
        </Button>
        {dictation.offered ? (
          <Button
            size="large"
            icon={<AudioOutlined />}
            aria-pressed={dictation.state === 'on'}
            title={words.dictateHint}
            onClick={dictation.state === 'on' ? dictation.stop : dictation.start}
          >
            {dictation.state === 'on' ? words.dictating : words.dictate}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** Recognised speech behind what is there: English words need a space between them. */
function joined(draft: string, text: string): string {
  return /[\w.,!?]$/.test(draft) && /^\w/.test(text) ? `${draft} ${text}` : draft + text;
}

function lengthText(draft: string, lang: 'zh' | 'en', words: typeof answerWords.zh): string {
  const { count, fit } = lengthOf(draft, lang);
  if (fit === 'none') return words.hint;
  const left = longestAnswer - draft.length;
  return [words[fit](count), ...(left < 2_000 ? [words.limit(left)] : []), words.kept].join(lang === 'zh' ? '' : ' ');
}
