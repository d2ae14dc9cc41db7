import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { z } from 'zod';
import { AttackTemplate } from '../../checks/attacks.ts';
import { Fixture } from '../../checks/fixtures.ts';
import { compileLeniently } from '../../checks/lint/compile-leniently.ts';
import type {
  ExamplesFile,
  Fault,
  FixtureFile,
  JsonLines,
  Located,
  Project,
  ProjectFolders,
  RubricFile,
} from '../../checks/lint/project.ts';
import type { PromptFile } from '../../checks/lint/prompt-file.ts';
import { InvalidInput } from '../../core/errors.ts';
import { Example } from '../../core/example.ts';
import { Dimension, QuestionSet, Rubric } from '../../core/rubric.ts';
import { Concepts } from '../../grading/catalogue/concept-file.ts';
import { parseLocated, readText } from '../../grading/catalogue/yaml-file.ts';
import { parseJsonLines } from './json-lines.ts';
import { parsePromptFile } from './prompt-file.ts';

/**
 * Reads everything there is to lint. A file that is broken hides no other.
 *
 * @param shownFrom - the folder from which files are named
 * @throws {InvalidInput} when there is no folder of rubrics
 */
export function readProject(folders: ProjectFolders, shownFrom: string): Project {
  if (!existsSync(folders.rubrics))
    throw new InvalidInput(folders.rubrics, [{ field: '', message: 'there is no such folder of rubrics' }]);
  const faults: Fault[] = [];
  const texts = new Map<string, string>();
  const shown = (path: string): string => relative(shownFrom, path);
  const yaml = <T>(path: string, schema: z.ZodType<T>): Located<T> | undefined => {
    const file = shown(path);
    return collecting(faults, file, () => {
      const text = readText(path, file);
      texts.set(file, text);
      return { file, text, ...parseLocated(text, schema, file) };
    });
  };
  const jsonLines = <T>(path: string, schema: z.ZodType<T>): JsonLines<T> => {
    const text = readText(path, shown(path));
    const read = parseJsonLines(text, schema, shown(path));
    texts.set(read.file, text);
    faults.push(...read.faults.map((fault) => ({ ...fault, message: readable(fault.message) })));
    return read;
  };

  const dimensions = yaml(join(folders.rubrics, 'dimensions.yaml'), z.array(Dimension));
  const concepts = yaml(join(folders.rubrics, 'concepts.yaml'), Concepts);
  const setFolders = foldersIn(folders.rubrics);
  const sets = setFolders.flatMap((folder) => {
    const path = join(folders.rubrics, folder, 'set.yaml');
    const set = existsSync(path) ? yaml(path, QuestionSet) : undefined;
    return set === undefined ? [] : [{ ...set, folder }];
  });
  const examples = setFolders.flatMap((set) =>
    filesIn(join(folders.rubrics, set), examplesEnding).map(
      (path): ExamplesFile => ({ ...jsonLines(path, Example), set, question: basename(path, examplesEnding) }),
    ),
  );
  const rubrics = setFolders.flatMap((set) =>
    filesIn(join(folders.rubrics, set), '.yaml')
      .filter((path) => basename(path) !== 'set.yaml')
      .flatMap((path): RubricFile[] => {
        const rubric = yaml(path, Rubric);
        if (rubric === undefined) return [];
        const beside = examples.find((file) => file.set === set && file.question === basename(path, '.yaml'));
        const sentences = beside?.entries.map(({ data }) => data) ?? [];
        return [
          { ...rubric, set, examples: beside, compiled: compileLeniently(rubric.data, concepts?.data, sentences) },
        ];
      }),
  );
  const answersIn = (folder: string): FixtureFile[] =>
    foldersIn(folder).flatMap((set) =>
      filesIn(join(folder, set), '.jsonl').map(
        (path): FixtureFile => ({ ...jsonLines(path, Fixture), set, question: basename(path, '.jsonl') }),
      ),
    );
  const fixtures = answersIn(folders.fixtures);
  const development = answersIn(folders.development);
  if (folders.attacks !== undefined && existsSync(folders.attacks)) jsonLines(folders.attacks, AttackTemplate);
  const prompts = filesIn(folders.prompts, '.md').flatMap((path): PromptFile[] => {
    const file = shown(path);
    const prompt = collecting(faults, file, () => {
      const text = readText(path, file);
      texts.set(file, text);
      return parsePromptFile(text, file);
    });
    return prompt === undefined ? [] : [prompt];
  });
  return { dimensions, concepts, sets, rubrics, examples, fixtures, development, prompts, faults, texts };
}

const examplesEnding = '.examples.jsonl';

function collecting<T>(faults: Fault[], file: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    faults.push(
      ...error.faults.map(({ field, message, line }) => ({ file, line: line ?? 1, field, message: readable(message) })),
    );
    return undefined;
  }
}

/** The schema library's words, as an author reads them. */
function readable(message: string): string {
  if (/received undefined$/.test(message)) return 'is missing';
  if (message === 'Invalid input') return 'is no indicator of the language; docs/rubrics.md lists the operators';
  return message.replace(/^Invalid input: expected/, 'must be');
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map((entry) => entry.name).toSorted();
}

function filesIn(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(extension));
  return names.toSorted().map((name) => join(folder, name));
}
