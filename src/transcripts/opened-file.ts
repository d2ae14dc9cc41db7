import { InvalidInput } from '../core/errors.ts';
import type { Told } from './fault-words.ts';
import type { SpokenInterview } from './labelled-text.ts';
import type { QuestionBank } from './question-bank.ts';
import type { SheetEntry } from './sheet-rows.ts';

/** An entry of a sheet, and how many bytes of the file were read with it; 0 where it is not read as a stream. */
export type ReadEntry = SheetEntry & { readonly end: number };

/** A file whose format is known: an interview, or the entries of a sheet, which are read as they are asked for. */
export type OpenedFile =
  | { readonly kind: 'interview'; readonly spoken: SpokenInterview }
  | { readonly kind: 'sheet'; readonly entries: AsyncIterable<ReadEntry> };

/** What a file is opened with. */
export type OpenContext = QuestionBank & {
  /** Names that are told to be speakers. */
  readonly speakers: readonly string[];
};

/** What is wrong with a file as a whole, or from one of its lines on. */
export function unreadable(file: string, what: Told, line?: number): InvalidInput {
  return new InvalidInput(file, [{ field: '', ...what, ...(line === undefined ? {} : { line }) }]);
}
