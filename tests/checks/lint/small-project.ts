import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lint } from '../../../src/checks/lint/lint.ts';
import type { Finding } from '../../../src/checks/lint/rule.ts';
import type { Switch } from '../../../src/checks/lint/switches.ts';
import { readProject } from '../../../src/cli/checks/lint-project.ts';
import { root } from '../../cli/run.ts';

export const rubricFile = 'rubrics/my-questions/expired-coupon.yaml';
export const examplesFile = 'rubrics/my-questions/expired-coupon.examples.jsonl';
export const fixtureFile = 'fixtures/answers/my-questions/expired-coupon.jsonl';
export const promptFile = 'prompts/judge.md';

/** A change to one file of a project: the first place where `from` stands, which must be there. */
export type Edit = { readonly file: string; readonly from: string | RegExp; readonly to: string };

/** A project as `init` writes it, with the judge's prompt, in a folder of its own. */
export function makeProject(edits: readonly Edit[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  cpSync(join(root, 'templates/project'), folder, { recursive: true });
  cpSync(join(root, 'prompts'), join(folder, 'prompts'), { recursive: true });
  for (const { file, from, to } of edits) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (typeof from === 'string' ? !text.includes(from) : !from.test(text))
      throw new RangeError(`${file} does not hold ${from}`);
    writeFileSync(
      join(folder, file),
      text.replace(from, () => to),
    );
  }
  return folder;
}

/** What lint finds in a project, and the text of the line that each finding names. */
export function lintFolder(folder: string, off: readonly Switch[] = []): (Finding & { readonly source: string })[] {
  const at = (name: string): string => join(folder, name);
  const folders = {
    rubrics: at('rubrics'),
    prompts: at('prompts'),
    fixtures: at('fixtures/answers'),
    development: at('fixtures/development'),
    attacks: at('fixtures/attacks/templates.jsonl'),
  };
  return lint(readProject(folders, folder), off).map((finding) => ({
    ...finding,
    source: readFileSync(at(finding.file), 'utf8').split('\n')[finding.line - 1] ?? '',
  }));
}
