import { createReadStream } from 'node:fs';
import type { Batch } from '../../core/batch.ts';
import type { Submission } from '../../core/submission.ts';
import type { Transcript } from '../../core/turn.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import type { RecognisedFile } from '../../transcripts/recognised.ts';
import { readAnswers } from './answer-sheet.ts';

/** An answer to be graded, or what could not be taken. */
export type SourceEntry = { readonly submission: Submission } | { readonly fault: Batch['faults'][number] };

/** Where the answers of a batch come from. */
export type AnswerSource = {
  /** What the batch is called. */
  readonly name: string;
  /** Everything that the answers depend on, piece by piece: what is the same is the same batch. */
  readonly content: () => AsyncIterable<Uint8Array>;
  readonly entries: () => AsyncIterable<SourceEntry>;
  /** The interviews that the answers are from; none for a sheet. */
  readonly transcripts: readonly Transcript[];
};

/** A sheet of answers, which is read as it is asked for. */
export function sheetSource(input: string, catalogue: Catalogue): AnswerSource {
  return {
    name: input,
    content: () => createReadStream(input),
    async *entries() {
      for await (const entry of readAnswers(input, catalogue)) {
        if ('submission' in entry) yield entry;
        else yield { fault: { ...entry.fault, file: input } };
      }
    },
    transcripts: [],
  };
}

/**
 * Files that were recognised already, in their order.
 *
 * @param paths - the files and folders as they were named
 */
export function recognisedSource(
  paths: readonly string[],
  files: readonly RecognisedFile[],
  candidateSpeakers: readonly string[],
): AnswerSource {
  const [first = ''] = paths;
  return {
    name: paths.length === 1 ? first : `${first} and ${paths.length - 1} more`,
    async *content() {
      yield Buffer.from(JSON.stringify(candidateSpeakers));
      for (const { file, kind } of files) {
        yield Buffer.from(JSON.stringify([file, kind]));
        if (kind !== 'unreadable') yield* createReadStream(file);
      }
    },
    async *entries() {
      for (const file of files) {
        if (file.kind !== 'unreadable') for (const submission of file.submissions) yield { submission };
        for (const fault of file.faults) yield { fault };
      }
    },
    transcripts: files.flatMap((file) => (file.kind === 'interview' ? [{ file: file.file, turns: file.turns }] : [])),
  };
}
