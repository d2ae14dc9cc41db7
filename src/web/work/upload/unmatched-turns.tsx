import type { Question, RecognisedFile } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import type { Draft } from './draft.ts';
import { QuestionSelect } from './question-select.tsx';

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
        {interview.unmatched.map(({ turn, text, reason, nearest }) => (
          <li key={turn}>
            <p>
              “{text}” <span className="quiet">{words.reasons[reason]}</span>
            </p>
            <QuestionSelect
              label={{ text: `${words.question}: ${text}` }}
              questions={questions}
              likely={nearest.map(({ question }) => question)}
              none={words.choose}
              value={draft.mended.find((entry) => entry.file === file && entry.turn === turn)?.question}
              onChoose={(question) => choose(turn, question)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
