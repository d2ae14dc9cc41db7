import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Grade } from '../../src/core/grade.ts';
import { runWarm } from './warm.ts';

const answer = '先生您好，钱平白少了一百，换谁都着急，实在抱歉。我马上调出这笔交易，跟商户的小票核对一下。';
const folder = mkdtempSync(join(tmpdir(), 'grade-'));

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('grade', () => {
  it('prints a grade as JSON whose evidence stands in the answer as it was given', async () => {
    const { code, out, err } = await runWarm(['grade', 'pos-overcharge', `👋 ${answer}`, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const grade = Grade.parse(JSON.parse(out));
    const evidence = grade.points.flatMap((point) => point.evidence);
    expect(evidence.length).toBeGreaterThan(0);
    for (const { start, end, quote } of evidence) expect(`👋 ${answer}`.slice(start, end)).toBe(quote);
  });

  it('reports score, verdicts, the words that earned a point and advice, without colours when piped', async () => {
    const { code, out } = await runWarm(['grade', 'pos-overcharge', answer], { env: { NO_COLOR: undefined } });
    expect(code).toBe(0);
    expect(out).toMatch(/\d(\.\d)? \/ 10 分/);
    expect(out).toContain('✓ 达到  共情开场');
    expect(out).toContain('「');
    expect(out).toContain('建议:');
    expect(out).not.toContain('\u001b[');
  });

  it('reads the answer from standard input and from a file alike', async () => {
    const [piped, filed] = await Promise.all([
      runWarm(['grade', 'pos-overcharge'], { input: answer }),
      runWarm(['grade', 'pos-overcharge', '--file', fileOf('answer.txt', answer)]),
    ]);
    expect(piped.out).toBe(filed.out);
    expect(piped.out).toContain('达到');
  });

  it('gives feedback in English on request', async () => {
    const { out } = await runWarm(['grade', 'pos-overcharge', answer, '--lang', 'en']);
    expect(out).toContain('✓ met  Empathy first');
    expect(out).not.toContain('达到');
  });

  it('falls back visibly when hybrid is asked for without a key', async () => {
    const { code, out } = await runWarm(['grade', 'pos-overcharge', answer, '--engine', 'hybrid', '--json']);
    expect(code).toBe(0);
    const grade = Grade.parse(JSON.parse(out));
    expect(grade.engine).toBe('heuristic');
    expect(grade.review.reasons).toContain('llm_unavailable');
  });
});

describe('nothing to grade', () => {
  it.each([
    ['an empty answer', ''],
    ['spaces', '  \n\t　'],
    ['one character', '好'],
    ['emoji', '😀😀😀😀😀😀'],
    ['punctuation', '……？？！！'],
  ])('%s is insufficient, not an error', async (_name, text) => {
    const { code, out, err } = await runWarm(['grade', 'pos-overcharge', text, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ outcome: 'insufficient', score: 0 });
  });
});

describe('bad input', () => {
  const file = (name: string, content: string | Uint8Array) => [
    'grade',
    'pos-overcharge',
    '--file',
    fileOf(name, content),
  ];
  it.each<[string, string[], RegExp, (string | Uint8Array)?]>([
    [
      'an unknown question',
      ['grade', 'pos-overchrge', answer],
      /no question "pos-overchrge"; did you mean pos-overcharge/,
    ],
    ['no question', ['grade'], /name a question/],
    ['100 kB of text in a file', file('long.txt', '好'.repeat(34_000)), /is 34000 characters long; .* at most 20000/],
    ['300 kB on standard input', ['grade', 'pos-overcharge'], /larger than 256 kB/, 'x'.repeat(300_000)],
    ['invalid UTF-8 in a file', file('gbk.txt', new Uint8Array([0xc4, 0xfa, 0xba, 0xc3])), /not UTF-8/],
    ['invalid UTF-8 on standard input', ['grade', 'pos-overcharge'], /not UTF-8/, new Uint8Array([0xff, 0xfe, 0x41])],
    ['a NUL', file('nul.txt', '您好\u0000抱歉'), /NUL/],
    [
      'a missing file',
      ['grade', 'pos-overcharge', '--file', join(folder, 'nowhere.txt')],
      /nowhere\.txt: there is no such file/,
    ],
    ['a folder as the file', ['grade', 'pos-overcharge', '--file', folder], /is a folder/],
    ['text and file at once', [...file('a.txt', answer), answer], /not both/],
    ['an unknown option', ['grade', '--frobnicate'], /unknown option '--frobnicate'/],
    ['an unknown engine', ['grade', 'pos-overcharge', answer, '--engine', 'magic'], /heuristic, hybrid/],
    ['an unknown command', ['frobnicate'], /unknown command/],
  ])('%s: exit code 1 and one clear line', async (_name, args, message, input) => {
    const { code, out, err } = await runWarm(args, input === undefined ? {} : { input });
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/\n\s+at |fault of answer-grader/);
  });
});
