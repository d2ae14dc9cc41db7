import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CheckConfig, Gates, Limits } from '../../src/checks/check-config.ts';
import { Fixture } from '../../src/checks/fixtures.ts';
import { root } from '../cli/run.ts';
import { runCommand } from './commands.ts';

const text = readFileSync(join(root, 'docs/check.md'), 'utf8');
const sections = new Map(text.split(/^## /m).map((part) => [part.split('\n')[0] ?? '', part] as const));
const own = [
  'Run it',
  'Gates',
  'Only some answers',
  'Reports',
  'Better or worse than before',
  'Attacks',
  'A language model without a key',
];
const section = (name: string): string => sections.get(name) ?? '';
const blocks = (language: string): string[] =>
  own.flatMap((name) =>
    [...section(name).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
      (match) => match[1] ?? '',
    ),
  );
const commands = blocks('sh').flatMap((block) => block.split('\n').filter((line) => line !== ''));

const folder = mkdtempSync(join(tmpdir(), 'docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string) => runCommand(command.replaceAll('/tmp/', `${folder}/`));

describe('docs/check.md', () => {
  it('has every section that is tested here', () => {
    for (const name of own) expect(section(name), name).not.toBe('');
    expect(commands.length).toBeGreaterThan(8);
  });

  // In the order of the page: later commands read what earlier ones wrote.
  it.each(commands)('runs %s', async (command) => {
    const { code, out, err } = await run(command);
    expect(code, `${out}${err}`).toBe(0);
    expect(out).toMatch(/^passed: /m);
    for (const [, file] of command.matchAll(/-o \/tmp\/(\S+)/g))
      expect(existsSync(join(folder, file ?? '')), file).toBe(true);
  });

  it('shows a configuration that parses', () => {
    const [example] = blocks('yaml');
    expect(CheckConfig.parse(parse(example ?? '')).gates.heuristic).toBeDefined();
  });

  it('shows a labelled answer that parses', () => {
    expect(Fixture.parse(JSON.parse(blocks('json')[0] ?? '')).id).toBe('late-delivery/d01');
  });

  it('names every limit and every kind of slice', () => {
    const { attacks: _, ...kinds } = Gates.shape;
    for (const name of [...Object.keys(Limits.shape), ...Object.keys(kinds)])
      expect(section('Gates')).toContain(`\`${name}\``);
  });
});
