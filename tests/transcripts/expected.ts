import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { recognise } from '../../src/transcripts/recognise.ts';
import { bank } from './bank.ts';

const Answer = z.strictObject({
  id: z.string().optional(),
  candidate: z.string().nullable(),
  question: z.string(),
  row: z.number().optional(),
  turns: z.array(z.number()).optional(),
});

/** What a person finds in a file of the fixtures. */
export const Expected = z.strictObject({
  kind: z.enum(['interview', 'sheet']),
  speakers: z.record(z.string(), z.string()).optional(),
  answers: z.array(Answer),
  /** Turns that a person would tell to ask or follow up a question, and the recogniser does not: what they answer is missing. */
  missed: z.array(z.strictObject({ turn: z.number(), question: z.string(), turns: z.array(z.number()) })).optional(),
  unmatched: z.array(z.number()).optional(),
  faults: z.array(z.string()),
});
export type Expected = z.infer<typeof Expected>;

/** The transcripts of a folder of the fixtures, with what is expected of them. */
export function expectedIn(
  folder: string,
): { readonly name: string; readonly path: string; readonly expected: Expected }[] {
  const root = fileURLToPath(new URL(`../../fixtures/${folder}/`, import.meta.url));
  return globSync(join(root, 'expected/*.json'))
    .toSorted()
    .map((path) => {
      const name = basename(path, '.json');
      return { name, path: join(root, name), expected: Expected.parse(JSON.parse(readFileSync(path, 'utf8'))) };
    });
}

/** What is recognised in a file, in the same form. */
export async function recognised(name: string, path: string): Promise<Expected> {
  const found = await recognise({ name, path }, { bank });
  const faults = found.faults.map(({ line, field }) => `${line ?? ''} ${field}`.trim());
  if (found.kind === 'sheet') {
    const answers = found.submissions.map(({ id, candidate, question, origin }) => ({
      ...{ id, candidate, question },
      ...(origin?.row === undefined ? {} : { row: origin.row }),
    }));
    return { kind: 'sheet', answers, faults };
  }
  return {
    kind: 'interview',
    speakers: Object.fromEntries(found.speakers.map((speaker) => [speaker.name, speaker.role])),
    answers: found.submissions.map(({ candidate, question, origin }) => ({
      ...{ candidate, question },
      turns: (origin?.turns ?? []).map(({ turn }) => turn),
    })),
    unmatched: found.unmatched.map(({ turn }) => turn),
    faults,
  };
}
