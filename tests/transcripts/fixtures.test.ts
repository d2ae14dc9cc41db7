import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recognise } from '../../src/transcripts/recognise.ts';
import { bank } from './bank.ts';

const Expected = z.strictObject({
  kind: z.enum(['interview', 'sheet']),
  speakers: z.record(z.string(), z.string()).optional(),
  answers: z.array(
    z.strictObject({
      id: z.string().optional(),
      candidate: z.string().nullable(),
      question: z.string(),
      row: z.number().optional(),
      turns: z.array(z.number()).optional(),
    }),
  ),
  /** Questions of the bank that are not told yet, though a person would: what they would answer is missing. */
  missed: z.array(z.strictObject({ turn: z.number(), question: z.string(), turns: z.array(z.number()) })).optional(),
  unmatched: z.array(z.number()).optional(),
  faults: z.array(z.string()),
});

const folder = fileURLToPath(new URL('../../fixtures/transcripts/', import.meta.url));
const names = globSync(join(folder, 'expected/*.json')).map((path) => basename(path, '.json'));

async function recognised(name: string): Promise<z.infer<typeof Expected>> {
  const found = await recognise({ name, path: join(folder, name) }, { bank });
  const faults = found.faults.map(({ line, field }) => `${line ?? ''} ${field}`.trim());
  if (found.kind === 'sheet') {
    const answers = found.submissions.map(({ id, candidate, question, origin }) => ({
      id,
      candidate,
      question,
      ...(origin?.row === undefined ? {} : { row: origin.row }),
    }));
    return { kind: 'sheet', answers, faults };
  }
  return {
    kind: 'interview',
    speakers: Object.fromEntries(found.speakers.map((speaker) => [speaker.name, speaker.role])),
    answers: found.submissions.map(({ candidate, question, origin }) => ({
      candidate,
      question,
      turns: (origin?.turns ?? []).map(({ turn }) => turn),
    })),
    unmatched: found.unmatched.map(({ turn }) => turn),
    faults,
  };
}

describe('the transcripts of the fixtures', () => {
  it('are there in every format', () => {
    const extensions = new Set(names.map((name) => name.replace(/^.*\./, '')));
    expect([...extensions].toSorted()).toEqual([
      'csv',
      'docx',
      'json',
      'jsonl',
      'md',
      'srt',
      'tsv',
      'txt',
      'vtt',
      'xlsx',
    ]);
  });

  it.each(names)('%s is recognised as a person would', async (name) => {
    const { missed: _, ...expected } = Expected.parse(
      JSON.parse(readFileSync(join(folder, 'expected', `${name}.json`), 'utf8')),
    );
    expect(await recognised(name)).toEqual(expected);
  });

  it.each(names)('%s maps every answer of an interview back to its turns', async (name) => {
    const found = await recognise({ name, path: join(folder, name) }, { bank });
    if (found.kind !== 'interview') return;
    for (const { answer, origin } of found.submissions)
      for (const { turn, start, end } of origin?.turns ?? [])
        expect(answer.slice(start, end)).toBe(found.turns[turn - 1]?.text);
  });
});
