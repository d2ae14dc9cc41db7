import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allRules } from '../../src/checks/lint/lint.ts';
import { root } from '../cli/run.ts';
import { commandsOf, runCommand } from './commands.ts';

const page = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');

describe('docs/lint.md', () => {
  it.each(commandsOf('docs/lint.md'))('$text', async ({ text, code }) => {
    const ended = await runCommand(text);
    expect(ended.code, ended.out + ended.err).toBe(code);
  });

  it('describes every rule as the program does', () => {
    const rows = allRules.map(({ name, severity, finds }) => `| \`${name}\` | ${severity} | ${finds} |`);
    expect(page('lint.md')).toContain(rows.join('\n'));
  });
});

describe('docs/check.md', () => {
  const commands = commandsOf('docs/check.md', ['Start a project', 'Lint', 'In CI']);
  const folder = join(mkdtempSync(join(tmpdir(), 'walk-')), 'my-rubrics');
  const here = (text: string): string =>
    text.replaceAll('/tmp/my-rubrics', folder).replaceAll('/tmp/run.json', `${folder}/run.json`);

  it('walks from init to a red and a green build', () => {
    const codes = commands.filter(({ text }) => / (check|lint) -c /.test(text)).map(({ code }) => code);
    expect(codes).toEqual([0, 0, 100, 0, 0, 100, 0, 0]);
  });

  // One after the other: each goes on where the one before stopped.
  it.each(commands)('$text', async ({ text, code }) => {
    const ended = await runCommand(here(text));
    expect(ended.code, ended.out + ended.err).toBe(code);
  });

  it('names every input of the action with its default', () => {
    const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
      inputs: Record<string, { default: string }>;
    };
    for (const [name, input] of Object.entries(inputs)) {
      const row =
        page('check.md')
          .split('\n')
          .find((line) => line.startsWith('|') && line.includes(`\`${name}\``)) ?? '';
      for (const word of input.default.split('\n').filter(Boolean).slice(1)) expect(row, name).toContain(`\`${word}\``);
    }
  });

  it('gives lines for GitLab that are a job', () => {
    const [, lines] = /^```yaml\n(rubrics:\n {2}image[\s\S]*?)^```$/m.exec(page('check.md')) ?? [];
    expect(parse(lines ?? '')).toMatchObject({
      rubrics: { image: 'node:24', script: [expect.any(String), expect.any(String)] },
    });
  });
});
