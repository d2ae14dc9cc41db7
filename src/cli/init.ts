import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidInput } from '../core/errors.ts';

const template = fileURLToPath(new URL('../../templates/project', import.meta.url));
const editorSchema = fileURLToPath(new URL('../../rubrics/rubric.schema.json', import.meta.url));

/** What the workflow of the template uses until somebody says where answer-grader lies. */
export const unnamedAction = 'OWNER/answer-grader@main';

/**
 * Writes a small working project into a folder and says what to do next. Nothing is overwritten.
 *
 * @param action - the GitHub Action that the project's workflow uses, as `owner/repository@ref`
 * @throws {InvalidInput} naming every file that is there already, before anything is written
 */
export function initProject(folder: string, action: string): void {
  if (!/^[\w.-]+\/[\w./-]+@[\w./-]+$/.test(action))
    throw new InvalidInput('--action', [{ field: '', message: `"${action}" is not of the form owner/repository@ref` }]);
  const files = projectFiles(action);
  const taken = files.filter(({ path }) => existsSync(join(folder, path)));
  if (taken.length > 0)
    throw new InvalidInput(
      folder,
      taken.map(({ path }) => ({ field: path, message: 'is there already; nothing was written' })),
    );
  for (const { path, text } of files) {
    const target = join(folder, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text, { flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new InvalidInput(target, [{ field: '', message: `cannot be written (${code})` }]);
    }
  }
  for (const { path } of files) process.stdout.write(`  ${path}\n`);
  process.stdout.write(nextSteps(folder, files.length, action));
}

function projectFiles(action: string): { path: string; text: string }[] {
  const own = readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(template, path), 'utf8').replaceAll(unnamedAction, action) }));
  return [...own, { path: 'rubrics/rubric.schema.json', text: readFileSync(editorSchema, 'utf8') }];
}

function nextSteps(folder: string, count: number, action: string): string {
  const shown = relative(process.cwd(), resolve(folder));
  const there = shown === '' ? '' : ` -c ${join(folder, 'grader.config.yaml')}`;
  return [
    `${count} files: one question, sentences to learn from, and five labelled answers.`,
    '',
    `  answer-grader lint${there}`,
    `  answer-grader check${there}`,
    '',
    action === unnamedAction
      ? `On GitHub, .github/workflows/rubrics.yml runs both: put the repository of answer-grader in place of ${unnamedAction}.`
      : `On GitHub, .github/workflows/rubrics.yml runs both, by ${action}.`,
    '',
  ].join('\n');
}
