import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInput } from '../core/errors.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { questionBank } from '../grading/catalogue/question-bank.ts';
import { recogniseAll } from '../transcripts/recognise.ts';
import type { Interview, RecognisedFile } from '../transcripts/recognised.ts';
import { exitCode } from './failure.ts';
import { recognisedSource } from './files/answer-source.ts';
import { type FileRun, gradeSource } from './files/grade-file.ts';
import { previewTable } from './transcript-table.ts';

/** What is recognised by, besides the files. */
export type TranscriptOptions = { readonly candidateSpeaker?: readonly string[]; readonly json?: boolean };

/** What is read of a folder. The last ones are not, but are likely to hold an interview: each is reported with what to do about it. */
const extensions = /\.(?:txt|md|docx|srt|vtt|csv|tsv|xlsx|json|jsonl|ndjson|doc|xls|pdf|rtf|wps|et)$/i;
/** Names of files left out that are said. */
const mostNamed = 10;

/**
 * Prints what is recognised in transcripts and answer sheets: speakers, answers, and what was not told. Nothing is graded.
 *
 * @returns 1 when something could not be taken, each with its place; else 0
 */
export async function previewTranscripts(
  paths: readonly string[],
  { candidateSpeaker = [], json = false }: TranscriptOptions,
  catalogue: Catalogue,
): Promise<number> {
  const files = await recogniseFiles(paths, candidateSpeaker, catalogue);
  if (json) process.stdout.write(`${JSON.stringify({ files }, null, 2)}\n`);
  else process.stdout.write(previewTable(files, catalogue));
  return reportFaults(files) ? exitCode.failed : exitCode.fine;
}

/**
 * Grades the answers of transcripts and answer sheets into a file. What answers no question of the bank is left out
 * and said on standard error.
 *
 * @returns as {@link gradeSource}
 */
export async function gradeTranscripts(
  paths: readonly string[],
  { candidateSpeaker = [], out }: TranscriptOptions & { readonly out: string },
  run: FileRun,
): Promise<number> {
  const files = await recogniseFiles(paths, candidateSpeaker, run.catalogue);
  for (const file of files)
    if (file.kind === 'interview' && file.unmatched.length > 0) process.stderr.write(`${unmatchedLine(file)}\n`);
  if (files.every((file) => file.kind === 'unreadable' || file.submissions.length === 0)) {
    reportFaults(files);
    process.stderr.write(`no answer was recognised, so nothing was written to ${out}\n`);
    return exitCode.failed;
  }
  return gradeSource(recognisedSource(paths, files, candidateSpeaker), out, run);
}

function unmatchedLine({ file, unmatched }: Interview): string {
  const turns = unmatched.map(({ turn }) => turn).join(', ');
  const said = unmatched.length === 1 ? 'turn' : 'turns';
  return `${file}: no question of the bank recognised in ${said} ${turns}; --preview shows them`;
}

/** Recognises the files, and those of the folders among them. */
export function recogniseFiles(
  paths: readonly string[],
  candidateSpeakers: readonly string[],
  catalogue: Catalogue,
): Promise<RecognisedFile[]> {
  const files = paths.flatMap(filesAt).map((path) => ({ name: path, path }));
  return recogniseAll(files, { bank: questionBank(catalogue), candidateSpeakers });
}

/** Says on standard error what could not be taken, with its place; true when there was anything. */
export function reportFaults(files: readonly RecognisedFile[]): boolean {
  const faults = files.flatMap((file) => file.faults);
  for (const { file, line, field, message } of faults) {
    const place = line === undefined ? file : `${file}:${line}`;
    process.stderr.write(`${place}: ${field === '' ? '' : `${field}: `}${message}\n`);
  }
  return faults.length > 0;
}

/** A folder stands for the transcripts in it, in the order of their names; what else it holds is said on standard error. */
function filesAt(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const held = readdirSync(path)
    .filter((name) => !/^[.~]/.test(name))
    .toSorted();
  const found = held.filter((name) => extensions.test(name)).map((name) => join(path, name));
  if (found.length === 0)
    throw new InvalidInput(path, [{ field: '', message: 'holds no transcripts or answer sheets' }]);
  const others = held.filter((name) => !extensions.test(name));
  if (others.length > 0) process.stderr.write(`${path}: left out, of no kind that is read: ${named(others)}\n`);
  return found;
}

function named(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
