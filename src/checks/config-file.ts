import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../grading/yaml-file.ts';

/** Name of the file that is looked for in the working folder. */
export const configFileName = 'grader.config.yaml';

/** What `lint` is told. A rule that is off needs a reason, which lint itself asks for. */
const LintSettings = z.strictObject({
  off: z.record(z.string(), z.string().nullable()).default({}),
});

/** `grader.config.yaml`: where a project keeps its parts, and what is asked of them. An empty file is one. */
const ConfigFile = z.strictObject({
  rubrics: z.string().min(1).default('rubrics'),
  prompts: z.string().min(1).default('prompts'),
  fixtures: z.string().min(1).default('fixtures/answers'),
  lint: LintSettings.prefault({}),
});

/** A project's settings, its folders as absolute paths; `file` is null where there is no file and everything is a default. */
export type ProjectConfig = z.infer<typeof ConfigFile> & { readonly file: string | null };

/**
 * Reads the settings of a project. Folders in it are relative to the file.
 *
 * @param path - the file; without it `grader.config.yaml` of the working folder, where there is one
 * @param home - folder in which the defaults lie where there is no file
 * @throws {InvalidInput} naming file, line and key of what is wrong
 */
export function readProjectConfig(path: string | undefined, home: string): ProjectConfig {
  const file = path ?? (existsSync(configFileName) ? configFileName : undefined);
  const settings = file === undefined ? ConfigFile.parse({}) : readYaml(file, ConfigFile.nullable(), file);
  const { rubrics, prompts, fixtures, ...rest } = settings ?? ConfigFile.parse({});
  const folder = file === undefined ? home : dirname(resolve(file));
  const at = (name: string): string => resolve(folder, name);
  return {
    ...rest,
    rubrics: at(rubrics),
    prompts: at(prompts),
    fixtures: at(fixtures),
    file: file === undefined ? null : resolve(file),
  };
}
