import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { Question, Recognised, RecognisedFile } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import { AnswerRow } from './answer-row.tsx';
import { answersOf, type Draft, type DraftAnswer, nameKey, untouched } from './draft.ts';
import { StartBatch } from './start-batch.tsx';
import { UnmatchedTurns } from './unmatched-turns.tsx';

/** What was recognised, file by file, to be mended; below it what it costs and the start. */
export function RecognisedFiles(props: {
  readonly recognised: Recognised;
  readonly questions: readonly Question[];
  readonly onCandidate: (speaker: string) => void;
}) {
  const words = useWords(uploadWords);
  const { recognised, questions, onCandidate } = props;
  const [draft, setDraft] = useState<Draft>(untouched);
  const answers = useMemo(() => answersOf(recognised, draft), [recognised, draft]);
  return (
    <>
      <p role="status">{words.found(answers.length, recognised.files.length)}</p>
      {recognised.files.map((file) => (
        <section key={file.file} className="panel">
          <h2>
            {file.file} <span className="chip">{words[file.kind]}</span>
          </h2>
          <Speakers file={file} onCandidate={onCandidate} />
          <Faults file={file} />
          <Answers
            answers={answers.filter((answer) => answer.file === file.file)}
            questions={questions}
            draft={draft}
            onChange={setDraft}
          />
          {file.kind === 'interview' && file.unmatched.length > 0 ? (
            <UnmatchedTurns interview={file} questions={questions} draft={draft} onChange={setDraft} />
          ) : null}
        </section>
      ))}
      <StartBatch recognised={recognised} draft={draft} />
    </>
  );
}

function Speakers({
  file,
  onCandidate,
}: {
  readonly file: RecognisedFile;
  readonly onCandidate: (name: string) => void;
}) {
  const words = useWords(uploadWords);
  if (file.kind !== 'interview') return null;
  const unclear = !file.speakers.some(({ role }) => role === 'candidate');
  return (
    <>
      <p className="quiet">
        {words.speakers}
        {': '}
        {file.speakers
          .map(({ name, role, turns }) => `${name} (${words.roles[role]}, ${words.turns(turns)})`)
          .join(' · ')}
      </p>
      {unclear ? (
        <div className="row">
          <span>{words.whoIsCandidate}</span>
          {file.speakers.map(({ name }) => (
            <Button key={name} onClick={() => onCandidate(name)}>
              {name}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  );
}

function Faults({ file: { faults } }: { readonly file: RecognisedFile }) {
  const words = useWords(uploadWords);
  if (faults.length === 0) return null;
  return (
    <div>
      <h3>{words.faults}</h3>
      <ul>
        {faults.map(({ line, field, message }) => (
          <li key={`${line} ${field} ${message}`} className="complaint">
            {[line === undefined ? '' : words.line(line), field, message].filter((part) => part !== '').join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Answers(props: {
  readonly answers: readonly DraftAnswer[];
  readonly questions: readonly Question[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}) {
  const words = useWords(uploadWords);
  const { answers, questions, draft, onChange } = props;
  if (answers.length === 0) return null;
  const titles = new Map(questions.map(({ id, title }) => [id, title]));
  const flip = (key: string) => {
    const leftOut = new Set(draft.leftOut);
    if (!leftOut.delete(key)) leftOut.add(key);
    onChange({ ...draft, leftOut });
  };
  return (
    <div>
      <h3>{words.answers}</h3>
      <ul className="plain-list">
        {answers.map((answer) => (
          <AnswerRow
            key={answer.key}
            answer={answer}
            title={titles.get(answer.question) ?? answer.question}
            leftOut={draft.leftOut.has(answer.key)}
            onFlip={() => flip(answer.key)}
            onName={(name) =>
              onChange({ ...draft, names: { ...draft.names, [nameKey(answer.file, answer.recognisedName)]: name } })
            }
          />
        ))}
      </ul>
    </div>
  );
}
