import { Select } from 'antd';
import type { Question, RecognisedFile } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import type { Draft } from './draft.ts';

/** The interviewer's questions that were not matched to one of the bank: each can be given one by hand. */
export function UnmatchedTurns(props: {
  readonly interview: Extract<RecognisedFile, { kind: 'interview' }>;
  readonly questions: readonly Question[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}) {
  const words = useWords(uploadWords);
  const { interview, questions, draft, onChange } = props;
  const { file } = interview;
  const choose = (turn: number, question: string | undefined) => {
    const others = draft.mended.filter((entry) => entry.file !== file || entry.turn !== turn);
    onChange({ ...draft, mended: question === undefined ? others : [...others, { file, turn, question }] });
  };
  return (
    <div>
      <h2>{words.unmatched}</h2>
      <p className="quiet">{words.unmatchedLead}</p>
      <ul className="plain-list">
        {interview.unmatched.map(({ turn, text, reason, nearest }) => {
          const likely = new Set(nearest.map(({ question }) => question));
          const ordered = questions.toSorted((a, b) => Number(likely.has(b.id)) - Number(likely.has(a.id)));
          return (
            <li key={turn}>
              <p>
                “{text}” <span className="quiet">{words.reasons[reason]}</span>
              </p>
              <Select
                className="wide-field"
                aria-label={`${words.question}: ${text}`}
                placeholder={words.choose}
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                value={draft.mended.find((entry) => entry.file === file && entry.turn === turn)?.question ?? null}
                options={ordered.map(({ id, title }) => ({ value: id, label: title }))}
                onChange={(question: string | null) => choose(turn, question ?? undefined)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
