import { useMemo, useState } from 'react';
import type { Question, Recognised } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import { answersOf, type Draft, untouched } from './draft.ts';
import { FilePanel } from './file-panel.tsx';
import { StartBatch } from './start-batch.tsx';

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
  const byFile = useMemo(() => Map.groupBy(answers, ({ file }) => file), [answers]);
  return (
    <>
      <p className="row">
        <span role="status">{words.found(answers.length, recognised.files.length)}</span>
        <a href="#start">{words.toStart}</a>
      </p>
      {recognised.files.map((file) => (
        <FilePanel
          key={file.file}
          file={file}
          answers={byFile.get(file.file) ?? []}
          questions={questions}
          draft={draft}
          onChange={setDraft}
          onCandidate={onCandidate}
        />
      ))}
      <StartBatch recognised={recognised} draft={draft} />
    </>
  );
}
