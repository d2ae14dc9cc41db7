import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/llm/presets.ts';
import { root } from '../cli/run.ts';
import { commandsOf, runCommand } from './commands.ts';

const text = readFileSync(join(root, 'docs/llm.md'), 'utf8');
const commands = commandsOf('docs/llm.md').map((command) => command.text);
const folder = mkdtempSync(join(tmpdir(), 'docs-llm-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('docs/llm.md', () => {
  it('has commands to run', () => {
    expect(commands.length).toBeGreaterThan(4);
  });

  it.each(commands)('runs without a network: %s', async (command) => {
    const data = { GRADER_DATA: join(folder, 'data') };
    const { code, out, err } = await runCommand(command.replaceAll('/tmp/', `${folder}/`), data);
    expect(code, err).toBe(0);
    expect(`${out}${err}`).not.toBe('');
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
