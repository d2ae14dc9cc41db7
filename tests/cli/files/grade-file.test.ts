import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { startHeldEndpoint } from '../../http/held-endpoint.ts';
import { startProgram, until } from '../killed.ts';
import { plainEnvironment, root, runGrader } from '../run.ts';
import { runWarm } from '../warm.ts';

const row = (id: string, answer = '实在抱歉，换谁都着急，我马上核对小票。') =>
  JSON.stringify({ id, question: 'pos-overcharge', answer });

function sheet(lines: readonly (string | Uint8Array)[]): { folder: string; input: string; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sheet-'));
  const input = join(folder, 'answers.jsonl');
  const newline = Buffer.from('\n');
  writeFileSync(input, Buffer.concat(lines.flatMap((line) => [Buffer.from(line), newline])));
  return { folder, input, output: join(folder, 'grades.jsonl') };
}

function grades(output: string): Record<string, unknown>[] {
  const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('grade --in --out', () => {
  it('writes one grade a line in the order of the input, named by the row', async () => {
    const named = JSON.stringify({ ...JSON.parse(row('b')), candidate: '王小明', extra: 1 });
    const { folder, input, output } = sheet([row('c'), named, '', row('a', '')]);
    const { code, out, err } = await runWarm(['grade', '--in', input, '--out', output]);
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: `3 graded: ${output}\n` });
    const written = grades(output);
    expect(written.map((grade) => grade.answer_id)).toEqual(['c', 'b', 'a']);
    expect(written.map((grade) => grade.candidate)).toEqual([undefined, '王小明', undefined]);
    expect(written[2]).toMatchObject({ outcome: 'insufficient', score: 0 });
    expect(readdirSync(folder).sort()).toEqual(['answers.jsonl', 'grades.jsonl']);
  });

  it('reports each broken line with its number, grades the rest, counts both and exits with 1', async () => {
    const broken = [
      '{"id": "x", ',
      JSON.stringify({ id: 'y', answer: '您好' }),
      JSON.stringify({ id: 'z', question: 'pos-overchrge', answer: '您好' }),
      JSON.stringify({ id: 'n', question: 'pos-overcharge', answer: '您\u0000好' }),
      new Uint8Array([0x7b, 0xff, 0x7d]),
      JSON.stringify({ id: 'l', question: 'pos-overcharge', answer: 'x'.repeat(20_001) }),
      `"${'x'.repeat(3_000_000)}"`,
    ];
    const { input, output } = sheet([row('first'), ...broken, row('last')]);
    const { code, err } = await runWarm(['grade', '--in', input, '--out', output]);
    expect(code).toBe(1);
    const said = err.trimEnd().split('\n');
    expect(said.slice(0, -1).map((line) => line.slice(`${input}:`.length))).toEqual([
      '2: is not JSON',
      expect.stringMatching(/^3: question: /),
      '4: question: there is no question "pos-overchrge"; did you mean pos-overcharge?',
      '5: answer: holds a NUL character, so it is not a text',
      '6: is not UTF-8 text',
      '7: answer: is 20001 characters long; an answer is at most 20000',
      '8: is longer than 1 MB',
    ]);
    expect(said.at(-1)).toBe(`2 graded, 7 not graded: ${output}`);
    expect(grades(output).map((grade) => grade.answer_id)).toEqual(['first', 'last']);
  });

  it('reads a byte order mark, Windows line ends and line separators inside a string', async () => {
    const { input, output } = sheet([`\uFEFF${row('a')}\r`, row('b', '实在抱歉\u2028我马上核对小票')]);
    const { code } = await runWarm(['grade', '--in', input, '--out', output]);
    expect(code).toBe(0);
    expect(grades(output).map((grade) => grade.answer_id)).toEqual(['a', 'b']);
  });

  it.each(['csv', 'xlsx', 'json'])('writes .%s as well as JSONL, from the grades that are kept', async (format) => {
    const { folder, input, output } = sheet([row('a'), row('b', '')]);
    expect((await runWarm(['grade', '--in', input, '--out', output])).code).toBe(0);
    const other = join(folder, `grades.${format}`);
    const { code, err } = await runWarm(['grade', '--in', input, '--out', other]);
    expect(code).toBe(0);
    expect(err.trimEnd().split('\n')).toEqual([
      'this file was graded before, in the same way: its grades are given again; --no-resume grades it anew',
      `2 graded: ${other}`,
    ]);
    expect(readFileSync(other).length).toBeGreaterThan(100);
  });

  it('reads a sheet with column names in Chinese, and says where a row is at fault', async () => {
    const { folder, output } = sheet([]);
    const input = join(folder, '答卷.csv');
    const rows = ['编号,姓名,题目,回答', '1,王小明,pos-overcharge,实在抱歉我马上核对', '2,李雷,没有这道题,您好'];
    writeFileSync(input, `\uFEFF${rows.join('\r\n')}\r\n`);
    const { code, err } = await runWarm(['grade', '--in', input, '--out', output]);
    expect(code).toBe(1);
    expect(err).toContain(`${input}:3: `);
    expect(grades(output).map(({ answer_id: id, candidate }) => [id, candidate])).toEqual([['1', '王小明']]);
  });

  it('names near-identical answers of different candidates, in the lines and in what it says of them', async () => {
    const template =
      '实在抱歉，换谁多付了钱都着急。我现在就把小票和后台流水对一遍，是哪一笔多扣了马上就能看到。确认是我们多收，今天下班以前原路退回您的账户，晚上八点我再打电话问您到账没有，没到账我去找财务催。';
    const { input, output } = sheet([
      row('a', template),
      row('b', '不好意思，我看看小票。'),
      row('c', `嗯，${template}`),
    ]);
    for (const run of ['first', 'known']) {
      const { code, err } = await runWarm(['grade', '--in', input, '--out', output]);
      expect(code, run).toBe(0);
      expect(err, run).toMatch(/review asked for: \d of 3 .*same_as_another_answer 2/);
      const alike = grades(output).filter((grade) => JSON.stringify(grade.review).includes('same_as_another_answer'));
      expect(alike.map(({ answer_id }) => answer_id)).toEqual(['a', 'c']);
    }
  });

  it('gives the same grades again for the same file, others for another one, and new ones with --no-resume', async () => {
    const { input, output } = sheet([row('a'), row('b')]);
    const ids = async (...flags: string[]): Promise<unknown[]> => {
      expect((await runWarm(['grade', '--in', input, '--out', output, ...flags])).code).toBe(0);
      return grades(output).map(({ id }) => id);
    };
    const first = await ids();
    expect(await ids()).toEqual(first);
    const anew = await ids('--no-resume');
    expect(anew).not.toEqual(first);
    expect(await ids('--resume')).toEqual(anew);
    expect(await ids('--lang', 'en')).not.toEqual(anew);
    writeFileSync(input, `${row('a')}\n${row('c')}\n`);
    expect(await ids()).not.toEqual(anew);
  });

  it('loads neither the SDK nor the library of workbooks where the heuristics write lines', async () => {
    const { input, output } = sheet([row('a')]);
    const refusing =
      "import { registerHooks } from 'node:module'; registerHooks({ resolve: (name, context, next) => { if (/^(?:openai|write-excel-file)\\b/.test(name)) throw new Error('loads ' + name); return next(name, context); } });";
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(refusing)}` };
    const { code, err } = await runGrader(['grade', '--in', input, '--out', output], { env });
    expect(code, err).toBe(0);
    const workbook = output.replace('.jsonl', '.xlsx');
    expect((await runGrader(['grade', '--in', input, '--out', workbook], { env })).err).toContain(
      'loads write-excel-file',
    );
  });

  it('keeps nothing but the output with --no-store', async () => {
    const { folder, input, output } = sheet([row('a')]);
    const data = join(folder, 'data');
    const { code } = await runWarm(['grade', '--in', input, '--out', output, '--no-store'], {
      env: { GRADER_DATA: data },
    });
    expect(code).toBe(0);
    expect(grades(output)).toHaveLength(1);
    expect(existsSync(data)).toBe(false);
  });

  it('goes on where it was interrupted', async () => {
    const count = 3_000;
    const { folder, input, output } = sheet(Array.from({ length: count }, (_, index) => row(`a${index}`)));
    const env = { ...plainEnvironment, GRADER_DATA: join(folder, 'data') };
    const args = ['src/main.ts', 'grade', '--in', input, '--out', output];
    const child = spawn(process.execPath, args, { cwd: root, env });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const closed = new Promise((resolve) => child.on('close', resolve));
    await until(() => gradedIn(join(folder, 'data/store.sqlite')) > 0);
    child.kill('SIGTERM');
    expect(await closed).toBe(143);
    expect(err).toContain('the same command goes on from here');
    const before = gradedIn(join(folder, 'data/store.sqlite'));
    expect(before).toBeLessThan(count);
    const again = await runGrader(['grade', '--in', input, '--out', output], { env });
    expect(again.err).toContain(
      `this file was begun before: ${before} of its answers are graded already, the rest follows\n`,
    );
    expect(grades(output).map(({ answer_id: id }) => id)).toEqual(
      Array.from({ length: count }, (_, index) => `a${index}`),
    );
  });

  it('leaves nothing behind, and the old output as it was, when it is interrupted', async () => {
    const { folder, input, output } = sheet(Array.from({ length: 20_000 }, (_, index) => row(`a${index}`)));
    writeFileSync(output, 'from before\n');
    const args = ['src/main.ts', 'grade', '--in', input, '--out', output];
    const child = spawn(process.execPath, args, { cwd: root, env: plainEnvironment });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    await until(() => existsSync(`${output}.partial`));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    expect(err).toContain(`interrupted; nothing was written to ${output}`);
    expect(readdirSync(folder).sort()).toEqual(['answers.jsonl', 'grades.jsonl']);
    expect(readFileSync(output, 'utf8')).toBe('from before\n');
  });

  it('leaves nothing of the answers behind with --no-store when it is ended at once', async () => {
    const { folder, input, output } = sheet([row('a')]);
    const model = await startHeldEndpoint();
    try {
      const own = mkdtempSync(join(tmpdir(), 'interrupted-'));
      const env = { TMPDIR: own, OPENAI_API_KEY: 'k', OPENAI_BASE_URL: model.baseUrl, GRADER_MODEL: 'held' };
      const running = startProgram(['grade', '--in', input, '--out', output, '--no-store'], env);
      await model.asked(1);
      const stores = () => readdirSync(own).filter((name) => name.startsWith('answer-grader-'));
      expect(stores()).toHaveLength(1);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) running.signal(signal);
      expect([130, 143]).toContain(await running.ended);
      expect(stores()).toEqual([]);
      expect(readdirSync(folder)).toEqual(['answers.jsonl']);
    } finally {
      model.close();
    }
  });

  it.each<[string, (files: { folder: string; input: string; output: string }) => string[], RegExp]>([
    ['a missing input', ({ folder, output }) => ['--in', join(folder, 'none.jsonl'), '--out', output], /no such file/],
    [
      'a folder that is not there',
      ({ folder, input }) => ['--in', input, '--out', join(folder, 'no/g.jsonl')],
      /cannot be written/,
    ],
    ['the input as the output', ({ input }) => ['--in', input, '--out', input], /is the input itself/],
    ['no --out', ({ input }) => ['--in', input], /--in and --out go together/],
    [
      'another format',
      ({ folder, input }) => ['--in', input, '--out', join(folder, 'g.pdf')],
      /ends in none of \.jsonl/,
    ],
  ])('%s: exit code 1, one clear line, no file', async (_name, args, message) => {
    const files = sheet([row('a')]);
    const { code, err } = await runWarm(['grade', ...args(files)]);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(files.folder)).toEqual(['answers.jsonl']);
  });
});

/** Grades that are kept in a store, which may not be there yet. */
function gradedIn(file: string): number {
  if (!existsSync(file)) return 0;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return Number(database.prepare('SELECT count(*) AS n FROM grades').get()?.n);
  } catch {
    return 0;
  } finally {
    database.close();
  }
}
