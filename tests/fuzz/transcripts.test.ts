import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/core/errors.ts';
import { Submission } from '../../src/core/submission.ts';
import { recognise } from '../../src/transcripts/recognise.ts';
import { gb18030 } from '../../tools/gb18030.ts';
import { bank } from '../transcripts/bank.ts';
import { editedOffice } from './office.ts';
import { allowMinutes, often } from './runs.ts';
import { anyText, catalogue } from './texts.ts';

allowMinutes();
const files = globSync('fixtures/transcripts/*.*').map((path) => ({ name: basename(path), bytes: readFileSync(path) }));
const isOffice = (name: string): boolean => /\.(docx|xlsx)$/.test(name);
const texts = files.filter(({ name }) => !isOffice(name));
const offices = files.filter(({ name }) => isOffice(name));
const extensions = ['txt', 'md', 'srt', 'vtt', 'csv', 'tsv', 'json', 'jsonl', 'docx', 'xlsx', 'pdf', 'xls', ''];

/** What means something to a reader of labels, subtitles, sheets or JSON. */
const syntax = fc.constantFrom(
  ...[
    '面试官：',
    '候选人：',
    '候选人（李雷）：',
    'Q1：',
    '答：',
    '说话人1 00:05\n',
    '[00:12:03] ',
    '王敏 10:32\n',
    '**面试官**：',
    '1. ',
  ],
  ...['1\n00:00:01,000 --> 00:00:02,000\n', 'WEBVTT\n\n', '<v 王敏>', '00:99:99.999', ' --> ', 'NOTE\n'],
  ...['题目,回答\n', 'id,question,answer\n', '"', '""', ',', '\t', ';', '\r', '\n\n\n', ',,,,,,,,', '\u0000', '\ufeff'],
  ...[
    '{"id":1}\n',
    '{"question":"pos-overcharge","answer":"好"}\n',
    '[',
    ']',
    '{',
    '}',
    'null',
    '"speaker":',
    '\\u0000',
    '\\ud800',
  ],
  ...catalogue.ids.slice(0, 6).map((id) => catalogue.rubric(id).prompt),
);
const edits = fc.array(
  fc.record({
    at: fc.nat(),
    length: fc.oneof(fc.constant(0), fc.nat({ max: 8 }), fc.nat({ max: 800 })),
    text: fc.oneof(
      { weight: 4, arbitrary: syntax },
      { weight: 1, arbitrary: anyText.map((text) => text.slice(0, 200)) },
    ),
  }),
  { minLength: 1, maxLength: 5 },
);

function apply(text: string, changes: readonly { at: number; length: number; text: string }[]): string {
  return changes.reduce((sum, { at, length, text: put }) => {
    const place = at % (sum.length + 1);
    return sum.slice(0, place) + put + sum.slice(place + length);
  }, text);
}

/** Encodings that people send, with or without a mark; what one of them does not hold is sent as something else. */
const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  utf8: Buffer.from,
  'utf8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  utf16le: (text) => Buffer.from(text, 'utf16le'),
  'utf16le with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  utf16be: (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  latin1: (text) => Buffer.from(text, 'latin1'),
  gb18030: (text) => gb18030(text.replaceAll(/[^\n\u0020-\u007e\u4e00-\u9fa5：，。？]/g, '?')),
};
const editedText = fc
  .tuple(
    fc.constantFrom(...texts),
    edits,
    fc.oneof({ weight: 8, arbitrary: fc.constant('utf8') }, fc.constantFrom(...Object.keys(encodings))),
  )
  .map(([{ name, bytes }, changes, encoding]) => ({
    name,
    bytes: encodings[encoding]?.(apply(bytes.toString('utf8'), changes)) ?? bytes,
  }));

const composed = fc
  .tuple(
    fc.array(
      fc.oneof(
        syntax,
        anyText.map((text) => text.slice(0, 80)),
      ),
      { maxLength: 30 },
    ),
    fc.constantFrom(...extensions),
  )
  .map(([pieces, extension]) => ({ name: `面试.${extension}`, bytes: Buffer.from(pieces.join('')) }));

const bytes = fc
  .tuple(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...extensions))
  .map(([content, extension]) => ({ name: `a.${extension}`, bytes: Buffer.from(content) }));

const damagedOffice = fc
  .tuple(
    fc.constantFrom(...offices),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 12 }),
    fc.nat(),
  )
  .map(([{ name, bytes: content }, changes, cut]) => {
    const copy = Buffer.from(content);
    for (const [at, value] of changes) copy[at % copy.length] = value;
    // One in three is cut off as well.
    return { name, bytes: cut % 3 === 0 ? copy.subarray(0, cut % copy.length) : copy };
  });

async function check(
  file: { readonly name: string; readonly bytes: Buffer },
  speakers: readonly string[],
): Promise<void> {
  let found: Awaited<ReturnType<typeof recognise>>;
  try {
    found = await recognise(file, { bank, candidateSpeakers: speakers });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    expect(error.faults.every(({ message }) => message !== '')).toBe(true);
    return;
  }
  for (const fault of found.faults) expect([fault.file, fault.message === '']).toEqual([file.name, false]);
  for (const submission of found.submissions) {
    expect(Submission.parse(submission)).toEqual(submission);
    expect(catalogue.ids).toContain(submission.question);
    expect(submission.answer).not.toContain('\u0000');
    for (const { turn, start, end } of submission.origin?.turns ?? []) {
      const said = found.kind === 'interview' ? found.turns.find(({ number }) => number === turn)?.text : undefined;
      expect(submission.answer.slice(start, end)).toBe(said);
    }
  }
  const ids = found.submissions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
}

const speakers = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  fc.array(fc.constantFrom('候选人', '李雷', '', '面试官'), { maxLength: 2 }),
);

describe('any file of interviews or answers', () => {
  it.each([
    ['that was edited', editedText],
    ['put together from pieces', composed],
    ['of bytes', bytes],
    ['of an Office program, with its XML edited', editedOffice],
    ['of an Office program, with bytes changed', damagedOffice],
  ])('%s is recognised, or says what is wrong with it', async (_name, file) => {
    await fc.assert(fc.asyncProperty(file, speakers, check), often);
  });
});
