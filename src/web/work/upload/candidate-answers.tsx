import { Input } from 'antd';
import { useId } from 'react';
import type { Question } from '../../client/api.ts';
import { most } from '../../client/bounds.ts';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import { AnswerRow } from './answer-row.tsx';
import { type Draft, type DraftAnswer, nameKey } from './draft.ts';

type Part = {
  readonly answers: readonly DraftAnswer[];
  readonly questions: readonly Question[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

/** The answers of a file by candidate, whose name can be mended for all of them at once. */
export function CandidateAnswers(part: Part) {
  const byCandidate = Map.groupBy(part.answers, ({ recognisedName }) => recognisedName);
  return [...byCandidate].map(([name, answers]) => (
    <OneCandidate key={name ?? ''} {...part} answers={answers} name={name} />
  ));
}

function OneCandidate({ answers, questions, draft, onChange, name }: Part & { readonly name: string | null }) {
  const words = useWords(uploadWords);
  const id = useId();
  const flip = (key: string) => {
    const leftOut = new Set(draft.leftOut);
    if (!leftOut.delete(key)) leftOut.add(key);
    onChange({ ...draft, leftOut });
  };
  const rename = (changed: string) => {
    const [first] = answers;
    if (first === undefined) return;
    onChange({ ...draft, names: { ...draft.names, [nameKey(first.file, name)]: changed } });
  };
  return (
    <div className="candidate-answers">
      <div className="row">
        <label htmlFor={id}>{words.candidate}</label>
        <Input
          id={id}
          className="short-field"
          defaultValue={answers[0]?.candidate ?? ''}
          placeholder={words.nobody}
          maxLength={most['GradeRequest.candidate']}
          onBlur={(event) => rename(event.target.value)}
        />
      </div>
      <ul className="plain-list">
        {answers.map((answer) => (
          <AnswerRow
            key={answer.key}
            answer={answer}
            questions={questions}
            leftOut={draft.leftOut.has(answer.key)}
            onMove={(question) => onChange({ ...draft, moved: { ...draft.moved, [answer.key]: question } })}
            onFlip={() => flip(answer.key)}
          />
        ))}
      </ul>
    </div>
  );
}
