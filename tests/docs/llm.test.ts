import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/llm/presets.ts';
import { plainEnvironment, root } from '../cli/run.ts';

const text = readFileSync(join(root, 'docs/llm.md'), 'utf8');
const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
const commands = blocks.flatMap((block) => block.split('\n').filter((line) => line.trim() !== ''));
const folder = mkdtempSync(join(tmpdir(), 'docs-llm-'));
afterAll(() => rmSync(folder, { recursive: true }));

function runShell(command: string): Promise<{ code: number | null; out: string }> {
  const PATH = `${dirname(process.execPath)}:${plainEnvironment.PATH}`;
  const env = { ...plainEnvironment, PATH, GRADER_DATA: join(folder, 'data') };
  const child = spawn('bash', ['-c', command], { cwd: root, env });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (said: string) => {
      out += said;
    });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out })));
}

describe('docs/llm.md', () => {
  it('has commands to run', () => {
    expect(commands.length).toBeGreaterThan(4);
  });

  it.each(commands)('runs without a network: %s', async (command) => {
    const { code, out } = await runShell(command.replaceAll('/tmp/', `${folder}/`));
    expect(code, out).toBe(0);
    expect(out).not.toBe('');
  });

  it('tells of every preset its address, its model and what it is first asked for', () => {
    for (const [name, preset] of Object.entries(presets)) {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
      expect(row, name).toContain(preset.name);
      expect(row).toContain(`\`${preset.format}\``);
      if (preset.baseUrl !== null) expect(row).toContain(`\`${preset.baseUrl}\``);
      if ('model' in preset) expect(row).toContain(`\`${preset.model}\``);
    }
  });
});
