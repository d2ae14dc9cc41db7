import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { runWarm } from './warm.ts';

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'transcripts-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const talk = '面试官：如果客户要求退款，您会如何处理？\n李雷：先核实订单。\n面试官：好的，谢谢。\n李雷：谢谢您。\n';

describe('transcript --preview', () => {
  it('prints speakers, answers with their turns, and what is not in the bank', async () => {
    const text = `${talk}面试官：你为什么离开上一家公司？\n李雷：想离家近一点。\n`;
    const path = join(folderOf({ 'a.txt': text }), 'a.txt');
    const { code, out, err } = await runWarm(['transcript', path, '--preview']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    expect(lines.toSpliced(3, 1)).toEqual([
      `${path} · interview of 6 turns · 面试官 asks (3), 李雷 answers (3) · candidate: 李雷`,
      '  refund-request               客户要求退款 · turn 2 · 6 characters · 先核实订单。',
      '  not in the bank, or not clear:',
      '',
      '1 answer of 1 candidate in 1 file',
      '',
    ]);
    expect(lines[3]).toMatch(/^ {4}turn 5: 你为什么离开上一家公司？ · nearest: /);
  });

  it('reads the files of a folder, reports the one that cannot be read and exits with 1', async () => {
    const folder = folderOf({
      'a.txt': talk,
      'b.csv': '姓名,题目,回答\n韩梅,客户要求退款,先听他说\n韩梅,没有这道题,好\n',
      'c.docx': 'no document',
      'notes.log': '',
      'old.pdf': '%PDF-1.4',
    });
    mkdirSync(join(folder, 'more'));
    const { code, out, err } = await runWarm(['transcript', folder, '--json']);
    const { files } = JSON.parse(out) as { files: { file: string; kind: string; submissions?: { id: string }[] }[] };
    expect(code).toBe(1);
    expect(files.map(({ file, kind }) => [file, kind])).toEqual([
      [join(folder, 'a.txt'), 'interview'],
      [join(folder, 'b.csv'), 'sheet'],
      [join(folder, 'c.docx'), 'unreadable'],
      [join(folder, 'old.pdf'), 'unreadable'],
    ]);
    expect(err.trimEnd().split('\n')).toEqual([
      `${folder}: left out, of no kind that is read: more, notes.log`,
      `${join(folder, 'b.csv')}:3: 题目 (B): there is no question "没有这道题"`,
      expect.stringContaining(`${join(folder, 'c.docx')}: has no speakers`),
      `${join(folder, 'old.pdf')}: is a PDF; export it as docx or txt`,
    ]);
  });

  it('takes the candidates that are told', async () => {
    const folder = folderOf({ 'a.txt': '王敏：今天不错\n李雷：是的\n王敏：吃了吗\n李雷：吃了\n' });
    const path = join(folder, 'a.txt');
    const [asked, told] = await Promise.all([
      runWarm(['transcript', path]),
      runWarm(['transcript', '--candidate-speaker', '李雷', path]),
    ]);
    expect(asked.code).toBe(1);
    expect(asked.err).toContain('王敏 (2), 李雷 (2); name the candidate with --candidate-speaker');
    expect(told.code).toBe(0);
    expect(told.out).toContain('王敏 asks (2), 李雷 answers (2)');
  });

  it('says in one line that a file or a folder has nothing', async () => {
    const folder = folderOf({});
    const [missing, empty] = await Promise.all([
      runWarm(['transcript', join(folder, 'none.txt')]),
      runWarm(['transcript', folder]),
    ]);
    expect(missing).toMatchObject({ code: 1, err: `${join(folder, 'none.txt')}: there is no such file\n` });
    expect(empty).toEqual({ code: 1, out: '', err: `${folder}: holds no transcripts or answer sheets\n` });
  });
});

describe('transcript --out', () => {
  const second = talk.replaceAll('李雷', '韩梅').replace('先核实订单。', '实在抱歉，我先核实订单，今天就给您退。');

  /** Runs the command with a store of its own. */
  function withStore(): (...args: readonly string[]) => ReturnType<typeof runWarm> {
    const data = mkdtempSync(join(tmpdir(), 'data-'));
    return (...args) => runWarm(['transcript', '--engine', 'heuristic', ...args], { env: { GRADER_DATA: data } });
  }

  it('grades the answers of all files, in their order, and keeps the turns that they come from', async () => {
    const folder = folderOf({ 'a.txt': talk, 'b.txt': second, 'c.txt': '没有人说话' });
    const output = join(folder, 'out', 'grades.jsonl');
    mkdirSync(join(folder, 'out'));
    const { code, err } = await withStore()(folder, '--out', output);
    expect(code).toBe(1);
    expect(err).toContain(`${join(folder, 'c.txt')}: has no speakers`);
    expect(err).toContain(`2 graded, 1 not graded: ${output}\n`);
    const rows = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(rows.map((row) => JSON.parse(row) as object)).toMatchObject([
      { answer_id: 'a.txt#refund-request', candidate: '李雷', question: 'refund-request' },
      { answer_id: 'b.txt#refund-request', candidate: '韩梅', question: 'refund-request' },
    ]);
  });

  it('writes a workbook, and gives it again without grading anew', async () => {
    const folder = folderOf({ 'a.txt': talk, 'b.txt': second });
    const output = join(folder, 'scorecards.xlsx');
    const run = withStore();
    const first = await run(join(folder, 'a.txt'), join(folder, 'b.txt'), '--out', output);
    expect(first).toMatchObject({ code: 0, out: '' });
    expect((await readXlsxFile(output)).flatMap(({ data }) => data.flat())).toEqual(
      expect.arrayContaining(['李雷', '韩梅']),
    );
    const again = await run(join(folder, 'a.txt'), join(folder, 'b.txt'), '--out', output);
    expect(again.err).toContain('was graded before');
  });

  it('writes nothing when no answer is recognised, or a preview is asked for with it', async () => {
    const folder = folderOf({ 'a.txt': '没有人说话' });
    const output = join(folder, 'grades.csv');
    const [nothing, both] = await Promise.all([
      withStore()(join(folder, 'a.txt'), '--out', output),
      withStore()(join(folder, 'a.txt'), '--out', output, '--preview'),
    ]);
    expect(nothing.code).toBe(1);
    expect(nothing.err.trimEnd().split('\n').at(-1)).toBe(
      `no answer was recognised, so nothing was written to ${output}`,
    );
    expect(both).toMatchObject({
      code: 1,
      err: 'transcript: --preview: grades nothing, so it does not go with --out\n',
    });
    expect(existsSync(output)).toBe(false);
  });
});
