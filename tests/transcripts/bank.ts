import { fileURLToPath } from 'node:url';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { questionBank } from '../../src/grading/catalogue/question-bank.ts';
import { recognise } from '../../src/transcripts/recognise.ts';
import type { Interview, Sheet } from '../../src/transcripts/recognised.ts';

const catalogue = openCatalogue(fileURLToPath(new URL('../../rubrics', import.meta.url)));

/** The questions of the project, made ready. */
export const bank = questionBank(catalogue);

const asBytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content;

/** Recognises a file of that name and content. */
export function recogniseContent(
  name: string,
  content: string | Uint8Array,
  candidateSpeakers: readonly string[] = [],
): Promise<Interview | Sheet> {
  return recognise({ name, bytes: asBytes(content) }, { bank, candidateSpeakers });
}

/** The same for what is known to be an interview. */
export async function interviewOf(...given: Parameters<typeof recogniseContent>): Promise<Interview> {
  const found = await recogniseContent(...given);
  if (found.kind !== 'interview') throw new Error(`${given[0]} is a ${found.kind}`);
  return found;
}

/** The same for what is known to be a sheet. */
export async function sheetOf(name: string, content: string | Uint8Array): Promise<Sheet> {
  const found = await recogniseContent(name, content);
  if (found.kind !== 'sheet') throw new Error(`${name} is a ${found.kind}`);
  return found;
}

/** Answers by question, for interviews with one candidate. */
export function answersOf({ submissions }: Interview | Sheet): Record<string, string> {
  return Object.fromEntries(submissions.map(({ question, answer }) => [question, answer]));
}
