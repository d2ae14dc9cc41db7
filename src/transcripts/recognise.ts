import { InvalidInput } from '../core/errors.ts';
import type { Submission } from '../core/submission.ts';
import { told } from './fault-words.ts';
import { openFile } from './open-file.ts';
import { type ReadEntry, unreadable } from './opened-file.ts';
import type { QuestionBank } from './question-bank.ts';
import { readInterview } from './read-interview.ts';
import type { FileFault, Interview, RecognisedFile, Sheet } from './recognised.ts';
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
): Promise<Interview | Sheet> {
  const opened = await openFile(file, { ...bank, speakers: candidateSpeakers });
  if (opened.kind === 'interview') return readInterview(opened.spoken, { file: file.name, bank, candidateSpeakers });
  const submissions: Submission[] = [];
  const faults: FileFault[] = [];
  for await (const entry of opened.entries) {
    if ('fault' in entry) faults.push(entry.fault);
    else submissions.push(entry.submission);
  }
  return { file: file.name, kind: 'sheet', submissions, faults };
}

/**
 * Recognises files one after the other. One that cannot be read does not keep the others from being read; an id that stands in
 * two of them gets the name of its file before it.
 */
export async function recogniseAll(files: readonly SentFile[], context: RecogniseContext): Promise<RecognisedFile[]> {
  const recognised: RecognisedFile[] = [];
  for await (const found of recogniseEach(files, context)) recognised.push(found);
  return recognised;
}

/** The same, each file as soon as it is recognised: no more than one is held. */
export async function* recogniseEach(
  files: readonly SentFile[],
  context: RecogniseContext,
): AsyncGenerator<RecognisedFile> {
  const seen = new Set<string>();
  for (const file of files) {
    const found = await recogniseOrSay(file, context);
    if (found.kind === 'unreadable') yield found;
    else yield { ...found, submissions: found.submissions.map((submission) => withOwnId(submission, seen)) };
  }
}

async function recogniseOrSay(file: SentFile, context: RecogniseContext): Promise<RecognisedFile> {
  try {
    return await recognise(file, context);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return {
      file: file.name,
      kind: 'unreadable',
      faults: error.faults.map((fault) => ({ file: file.name, ...fault })),
    };
  }
}

function withOwnId(submission: Submission, seen: Set<string>): Submission {
  let id = submission.id;
  for (let copy = 1; seen.has(id); copy++)
    id = `${submission.origin?.file ?? ''}${copy === 1 ? '' : ` (${copy})`}#${submission.id}`
      .slice(-200)
      .toWellFormed();
  seen.add(id);
  return { ...submission, id };
}

/**
 * The answers of a sheet, one after the other, each with the bytes read so far. CSV, TSV and JSONL are streamed: memory does
 * not grow with the file, but for the ids, which must not stand twice.
 *
 * @throws {InvalidInput} when nothing of it can be read, or it is an interview
 */
export async function* readSheet(file: SentFile, bank: QuestionBank): AsyncGenerator<ReadEntry> {
  const opened = await openFile(file, { ...bank, speakers: [] });
  if (opened.kind === 'interview') throw unreadable(file.name, told('interview_no_sheet'));
  yield* opened.entries;
}
