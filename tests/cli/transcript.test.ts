import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runGrader } from './run.ts';

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
    const { code, out, err } = await runGrader(['transcript', path, '--preview']);
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
    });
    mkdirSync(join(folder, 'more'));
    const { code, out, err } = await runGrader(['transcript', folder, '--json']);
    const { files } = JSON.parse(out) as { files: { file: string; kind: string; submissions?: { id: string }[] }[] };
    expect(code).toBe(1);
    expect(files.map(({ file, kind }) => [file, kind])).toEqual([
      [join(folder, 'a.txt'), 'interview'],
      [join(folder, 'b.csv'), 'sheet'],
      [join(folder, 'c.docx'), 'unreadable'],
    ]);
    expect(err.trimEnd().split('\n')).toEqual([
      `${join(folder, 'b.csv')}:3: 题目 (B): there is no question "没有这道题"`,
      expect.stringContaining(`${join(folder, 'c.docx')}: has no speakers`),
    ]);
  });

  it('takes the candidates that are told', async () => {
    const folder = folderOf({ 'a.txt': '王敏：今天不错\n李雷：是的\n王敏：吃了吗\n李雷：吃了\n' });
    const path = join(folder, 'a.txt');
    const [asked, told] = await Promise.all([
      runGrader(['transcript', path]),
      runGrader(['transcript', '--candidate-speaker', '李雷', path]),
    ]);
    expect(asked.code).toBe(1);
    expect(asked.err).toContain('王敏 (2), 李雷 (2); name the candidate with --candidate-speaker');
    expect(told.code).toBe(0);
    expect(told.out).toContain('王敏 asks (2), 李雷 answers (2)');
  });

  it('says in one line that a file or a folder has nothing', async () => {
    const folder = folderOf({});
    const [missing, empty] = await Promise.all([
      runGrader(['transcript', join(folder, 'none.txt')]),
      runGrader(['transcript', folder]),
    ]);
    expect(missing).toMatchObject({ code: 1, err: `${join(folder, 'none.txt')}: there is no such file\n` });
    expect(empty).toEqual({ code: 1, out: '', err: `${folder}: holds no transcripts or answer sheets\n` });
  });
});
