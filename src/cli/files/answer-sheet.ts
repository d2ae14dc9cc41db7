import { basename } from 'node:path';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { questionBank } from '../../grading/catalogue/question-bank.ts';
import { readSheet } from '../../transcripts/recognise.ts';
import type { FileFault } from '../../transcripts/recognised.ts';
import type { SheetEntry } from '../../transcripts/sheet-rows.ts';

/**
 * The answers of a sheet in any of the formats that are recognised, one after the other.
 *
 * @throws {InvalidInput} when nothing of it can be read
 */
export async function* readAnswers(input: string, catalogue: Catalogue): AsyncGenerator<SheetEntry> {
  yield* readSheet({ name: basename(input), path: input }, questionBank(catalogue));
}

/** A fault as one line for a person, with its place. */
export function faultLine(input: string, { field, message, line }: Omit<FileFault, 'file'>): string {
  const place = line === undefined ? input : `${input}:${line}`;
  return field === '' ? `${place}: ${message}` : `${place}: ${field}: ${message}`;
}
