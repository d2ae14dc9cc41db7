import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/core/errors.ts';
import type { Interview, Sheet } from '../../src/transcripts/recognised.ts';
import { recogniseContent } from './bank.ts';

const names = ['a.txt', 'a.md', 'a.csv', 'a.tsv', 'a.srt', 'a.vtt', 'a.json', 'a.jsonl', 'a.xlsx', '李雷.docx'];

const pieces = fc.constantFrom(
  ...[
    '面试官：',
    '候选人：',
    '李雷: ',
    '客户：',
    'Q1：',
    'A1: ',
    '**HR**：',
    '【候选人】',
    '[00:01:02] ',
    '王敏 10:32\n',
    '说话人1 00:05\n',
  ],
  ...[
    '如果客户要求退款，您会如何处理？',
    '先核实订单。',
    '嗯。',
    '你为什么离开上一家公司？',
    '那如果还是不满意呢？',
    '第一步：',
    '我叫李雷，',
  ],
  ...[
    '编号,姓名,题目,回答\n',
    '题目\t回答\n',
    '发言人,内容\n',
    'refund-request',
    '客户要求退款',
    ',',
    '\t',
    '"',
    '""',
    '\n',
    '\r\n',
    ' ',
    '：',
  ],
  ...['WEBVTT\n\n', '1\n00:00:01,000 --> 00:00:02,000\n', '-->', '<v 李雷>', '</v>', 'NOTE\n', '\n\n'],
  ...[
    '{"speaker":"李雷","text":"好"}\n',
    '{"question":"refund-request","answer":"好"}\n',
    '[',
    ']',
    '{',
    '}',
    '{"turns":[',
    'null',
  ],
  ...['\u0000', '\uFEFF', '\uD83D', '😀', '\u2028', '—', '…', 'é'],
);

/** What can be said of any file: every answer maps back to its turns, ids stand once, and nothing is both taken and refused. */
function check(found: Interview | Sheet): void {
  const ids = found.submissions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  if (found.kind === 'sheet') return;
  expect(found.turns.map(({ number }) => number)).toEqual(found.turns.map((_, index) => index + 1));
  for (const { answer, origin, question } of found.submissions)
    for (const { turn, start, end } of origin?.turns ?? []) {
      const said = found.turns[turn - 1];
      expect(answer.slice(start, end)).toBe(said?.text);
      expect(said?.role).toBe('candidate');
      expect(said?.questions).toContain(question);
    }
}

async function readAnyhow(name: string, content: string | Uint8Array): Promise<void> {
  const found = await recogniseContent(name, content).catch((error: unknown) => error);
  if (found instanceof InvalidInput) return;
  if (found instanceof Error) throw found;
  check(found as Interview | Sheet);
}

describe('any file', () => {
  it('of pieces that formats are made of is read, or refused with a reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.array(pieces, { maxLength: 40 }), (name, parts) =>
        readAnyhow(name, parts.join('')),
      ),
      { numRuns: 1500 },
    );
  });

  it('of any bytes is read, or refused with a reason', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), fc.uint8Array({ maxLength: 300 }), readAnyhow), {
      numRuns: 500,
    });
  });

  it.each(['马骁-腾讯会议转写.docx', '笔试答题汇总.xlsx'])(
    'made from %s by changing bytes is read, or refused with a reason',
    async (name) => {
      const original = readFileSync(new URL(`../../fixtures/transcripts/${name}`, import.meta.url));
      const change = fc.record({ at: fc.nat(original.length - 1), byte: fc.nat(255) });
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 6 }),
          fc.nat(original.length),
          (changes, length) => {
            const bytes = Buffer.from(original);
            for (const { at, byte } of changes) bytes[at] = byte;
            return readAnyhow(name, changes.length > 4 ? bytes.subarray(0, length) : bytes);
          },
        ),
        { numRuns: 150 },
      );
    },
  );
});
