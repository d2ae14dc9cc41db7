import { Button } from 'antd';
import { useState } from 'react';
import type { Question, RecognisedFile } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import { FileFaults } from '../file-faults.tsx';
import { CandidateAnswers } from './candidate-answers.tsx';
import type { Draft, DraftAnswer } from './draft.ts';
import { UnmatchedTurns } from './unmatched-turns.tsx';

type Part = {
  readonly file: RecognisedFile;
  readonly answers: readonly DraftAnswer[];
  readonly questions: readonly Question[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onCandidate: (speaker: string) => void;
};

/** What was recognised in one file, in a line; unfolded, all of it. A file that needs a person's eye is unfolded from the start. */
export function FilePanel(part: Part) {
  const words = useWords(uploadWords);
  const { file, answers } = part;
  const [open, setOpen] = useState(needsEye(file));
  const unmatched = file.kind === 'interview' ? file.unmatched.length : 0;
  const candidates = [...new Set(answers.flatMap(({ candidate }) => (candidate === null ? [] : [candidate])))];
  return (
    <details className="panel file" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{file.file}</strong> <span className="chip">{words[file.kind]}</span>{' '}
        <span className="quiet">
          {[
            words.someOf(candidates, 3),
            words.answerCount(answers.length),
            unmatched === 0 ? '' : words.unmatchedCount(unmatched),
          ]
            .filter((text) => text !== '')
            .join(' · ')}
        </span>{' '}
        {file.faults.length === 0 ? null : <span className="chip plain">{words.faultCount(file.faults.length)}</span>}
      </summary>
      {open ? <Inside {...part} /> : null}
    </details>
  );
}

function needsEye(file: RecognisedFile): boolean {
  if (file.kind !== 'interview') return file.faults.length > 0;
  const { faults, speakers, unmatched, submissions } = file;
  return (
    faults.length > 0 ||
    submissions.length === 0 ||
    !speakers.some(({ role }) => role === 'candidate') ||
    unmatched.some(({ reason }) => reason === 'ambiguous')
  );
}

function Inside({ file, answers, questions, draft, onChange, onCandidate }: Part) {
  return (
    <>
      <Speakers file={file} onCandidate={onCandidate} />
      <Faults file={file} />
      <CandidateAnswers answers={answers} questions={questions} draft={draft} onChange={onChange} />
      {file.kind === 'interview' && file.unmatched.length > 0 ? (
        <UnmatchedTurns interview={file} questions={questions} draft={draft} onChange={onChange} />
      ) : null}
    </>
  );
}

function Speakers({ file, onCandidate }: Pick<Part, 'file' | 'onCandidate'>) {
  const words = useWords(uploadWords);
  if (file.kind !== 'interview') return null;
  const unclear = !file.speakers.some(({ role }) => role === 'candidate');
  return (
    <>
      <p className="quiet">
        {words.speakers}
        {file.speakers.map(({ name, role, turns }) => words.speaker(name, words.roles[role], turns)).join(' · ')}
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

function Faults({ file: { faults } }: Pick<Part, 'file'>) {
  const words = useWords(uploadWords);
  if (faults.length === 0) return null;
  return (
    <div>
      <h2>{words.faults}</h2>
      <FileFaults faults={faults} file={false} />
    </div>
  );
}
