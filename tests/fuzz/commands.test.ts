import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runProgram, type Wiring } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import { InvalidInput } from '../../src/core/errors.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { openStore } from '../../src/store/open-store.ts';
import { anyCommandLine, commandsOf } from './command-lines.ts';
import { allowMinutes, often } from './runs.ts';

allowMinutes();
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'fuzz-commands-'));
const data = join(folder, 'data');
const answer = '实在抱歉，旧的券恢复不了，我给您补一张三十元的，今天就能用。';

/** A small project, with a file of every kind that a command reads. */
const files = {
  'answers.jsonl': `${JSON.stringify({ id: '1', question: 'expired-coupon', answer })}\n`,
  'answers.csv': `编号,姓名,题目,作答\n1,林晓,expired-coupon,${answer}\n`,
  'interview.txt': `面试官：优惠券过期一天，你怎样处理？\n候选人：${answer}\n`,
  'answer.txt': answer,
  'empty.jsonl': '',
  'broken.jsonl': '{"id":',
  'broken.xlsx': 'PK\u0003\u0004',
};

const usual = [
  ['grade', 'expired-coupon', answer],
  ['grade', '--in', 'answers.jsonl', '--out', 'out.jsonl'],
  ['grade', '--in', 'answers.csv', '--out', 'out.xlsx', '--no-store'],
  ['transcript', 'interview.txt', '--out', 'out.csv'],
  ['explain', 'expired-coupon', '--file', 'answer.txt'],
  ['check', '--summary', '-o', 'out.html'],
  ['keys', 'create', '--name', '王芳', '--role', 'interviewer'],
  ['invite', '--candidate', '林晓', '--questions', 'expired-coupon'],
  ['candidate', 'export', '林晓'],
  ['rubric', 'show', 'expired-coupon', '--lang', 'en'],
  ['lint', 'rubrics', '--json'],
  ['backup', 'out.sqlite'],
  ['regrade', '--stale'],
];

const wiring: Wiring = {
  version: '0.0.0',
  config: async (flags) => readConfig({ GRADER_DATA: data, GRADER_RUBRICS: join(folder, 'rubrics') }, flags),
  catalogue: async (path) => openCatalogue(path),
  grader: async (catalogue) => createGrader({ catalogue, version: '0.0.0' }),
  store: async (config) => openStore(config),
  // What goes on until it is stopped ends at once.
  watch: async () => {
    throw new InvalidInput('worker', [{ field: '', message: 'works nowhere but in its own test' }]);
  },
  serve: async () => undefined,
};

/** What one command line printed, and its exit code. */
async function run(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' };
  const listeners = process.stdout.listeners('error');
  const spies = (['out', 'err'] as const).map((name) =>
    vi.spyOn(name === 'out' ? process.stdout : process.stderr, 'write').mockImplementation(((
      text: string | Uint8Array,
      ...rest: unknown[]
    ) => {
      printed[name] += typeof text === 'string' ? text : new TextDecoder().decode(text);
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    }) as typeof process.stdout.write),
  );
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([Buffer.from(answer)]) as typeof process.stdin);
  try {
    return { code: await runProgram(['node', 'answer-grader', ...words], wiring), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const listener of process.stdout.listeners('error'))
      if (!listeners.includes(listener)) process.stdout.off('error', listener as () => void);
  }
}

beforeAll(async () => {
  process.chdir(folder);
  expect((await run(['init'])).code).toBe(0);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

describe('any command line', () => {
  it('ends as documented, says what was wrong, and leaves nothing where it could not do it', async () => {
    const commands = await commandsOf(async (words) => (await run([...words, '--help'])).out);
    expect(commands.length).toBeGreaterThan(20);
    const known = [
      ...Object.keys(files),
      'expired-coupon',
      '林晓',
      'out.jsonl',
      'out.csv',
      'out.html',
      'rubrics',
      'data',
    ];
    await fc.assert(
      fc.asyncProperty(anyCommandLine({ commands, usual, known }), async (words) => {
        const before = readdirSync(folder, { recursive: true, encoding: 'utf8' });
        const { code, err } = await run(words);
        const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
          (name) => !before.includes(name),
        );
        try {
          expect([0, 1, 100]).toContain(code);
          expect(err).not.toMatch(/^\s+at .*:\d+/m);
          expect(err).not.toContain('fault of answer-grader itself');
          if (code === 1) expect(err.trim()).not.toBe('');
          // Where some of several files could not be read, what came of the others is written all the same.
          const isAsked = (name: string): boolean => words.some((word) => word.endsWith(name));
          if (code === 1) expect(left.filter((name) => !/^data\b/.test(name) && !isAsked(name))).toEqual([]);
        } finally {
          for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
        }
      }),
      often,
    );
  });
});
