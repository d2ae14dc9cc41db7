import { AudioOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, useId, useRef } from 'react';
import { most } from '../client/bounds.ts';
import { answerWords } from '../words/answer.ts';
import { useLang, useWords } from '../words/lang.ts';
import { lengthOf } from './length-hint.ts';
import { useDictation } from './use-dictation.ts';
import './writing.css';

/** In UTF-16 units. */
export const longestAnswer = most['GradeRequest.answer'];

/** Where an answer is written, pasted or dictated, with a hint on its length. */
export function AnswerField(props: {
  readonly draft: string;
  readonly onChange: (draft: string) => void;
  /** What Ctrl + Enter does. */
  readonly onSubmit?: () => void;
  readonly complaint?: string;
}) {
  const words = useWords(answerWords);
  const [lang] = useLang();
  const id = useId();
  const { draft, onChange, onSubmit, complaint = '' } = props;
  // Speech may come in two pieces before the first one is drawn.
  const latest = useRef(draft);
  latest.current = draft;
  const dictation = useDictation(lang, (text) => {
    latest.current = joined(latest.current, text).slice(0, longestAnswer);
    onChange(latest.current);
  });
  const over = draft.length - longestAnswer;
  const complaints = over > 0 ? words.tooLong(over, longestAnswer) : complaint;
  const dictating = dictation.state === 'on';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit?.();
  };
  return (
    <div className="answer-field">
      <label htmlFor={id}>{words.label}</label>
      <textarea
        id={id}
        value={draft}
        placeholder={words.placeholder}
        rows={9}
        className="writing"
        aria-describedby={`${id}-length`}
        aria-invalid={complaints !== ''}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="row">
        <p id={`${id}-length`} className="quiet">
          {lengthText(draft, lang, words)}
        </p>
        {dictation.offered ? (
          <Button
            size="small"
            icon={<AudioOutlined aria-hidden />}
            aria-pressed={dictating}
            title={words.dictateHint}
            onClick={dictating ? dictation.stop : dictation.start}
          >
            {dictating ? words.dictating : words.dictate}
          </Button>
        ) : null}
      </div>
      <p role="alert" className="complaint">
        {complaints || (dictation.state === 'failed' ? words.dictationFailed : '')}
      </p>
    </div>
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
  return [words[fit](count), ...(left >= 0 && left < 2_000 ? [words.limit(left)] : []), words.kept].join(
    lang === 'zh' ? '' : ' ',
  );
}
