import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectConfig } from '../../../src/cli/checks/check-project.ts';

function write(text: string): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  const file = join(folder, 'grader.config.yaml');
  writeFileSync(file, text);
  return { folder, file };
}

describe('grader.config.yaml', () => {
  it('names folders relative to itself, the rest being defaults', () => {
    const { folder, file } = write('rubrics: questions\n');
    expect(readProjectConfig(file)).toMatchObject({
      file,
      rubrics: join(folder, 'questions'),
      prompts: join(folder, 'prompts'),
      fixtures: join(folder, 'fixtures/answers'),
      lint: { off: {} },
    });
  });

  it('may be empty', () => {
    const { folder, file } = write('# nothing yet\n');
    expect(readProjectConfig(file).rubrics).toBe(join(folder, 'rubrics'));
  });

  it('names file and line of a key that does not exist', () => {
    const { file } = write('rubrics: questions\nrubric: typo\n');
    expect(() => readProjectConfig(file)).toThrow(`${file}:2: Unrecognized key: "rubric"`);
  });

  it('takes a switched-off rule with its reason', () => {
    const { file } = write('lint:\n  off:\n    translations: Chinese only\n');
    expect(readProjectConfig(file).lint.off).toEqual({ translations: 'Chinese only' });
  });
});
