import { InvalidInput } from '../core/errors.ts';
import type { Submission } from '../core/submission.ts';
import { openFile } from './open-file.ts';
import type { ReadEntry } from './opened-file.ts';
import type { QuestionBank } from './question-bank.ts';
import { readInterview } from './read-interview.ts';
import type { FileFault, Recognised } from './recognised.ts';
import type { SentFile } from './sent-file.ts';

/** What a file is recognised with. */
export type RecogniseContext = {
  readonly bank: QuestionBank;
  /** The speakers who are candidates, where they are told; otherwise they are found. */
  readonly candidateSpeakers?: readonly string[];
};

/**
 * Recognises a file: an interview, with its speakers, turns and answers, or a sheet of answers. What cannot be taken stands in
 * `faults`, each with its place; the rest is taken all the same.
 *
 * @throws {InvalidInput} when nothing of it can be read, with the reason and a remedy
 */
export async function recognise(
  file: SentFile,
  { bank, candidateSpeakers = [] }: RecogniseContext,
): Promise<Recognised> {
  const opened = await openFile(file, { ...bank, speakers: candidateSpeakers });
  if (opened.kind === 'interview')
    return readInterview(opened.spoken, { file: file.name, matcher: bank.matcher, candidateSpeakers });
  const submissions: Submission[] = [];
  const faults: FileFault[] = [];
  for await (const entry of opened.entries) {
    if ('fault' in entry) faults.push(entry.fault);
    else submissions.push(entry.submission);
  }
  return { kind: 'sheet', submissions, faults };
}

/**
 * The answers of a sheet, one after the other, each with the bytes read so far. CSV, TSV and JSONL are streamed: memory does
 * not grow with the file, but for the ids, which must not stand twice.
 *
 * @throws {InvalidInput} when nothing of it can be read, or it is an interview
 */
export async function* readSheet(file: SentFile, bank: QuestionBank): AsyncGenerator<ReadEntry> {
  const opened = await openFile(file, { ...bank, speakers: [] });
  if (opened.kind === 'interview')
    throw new InvalidInput(file.name, [
      { field: '', message: 'is an interview and no sheet of answers; use the command transcript' },
    ]);
  yield* opened.entries;
}
