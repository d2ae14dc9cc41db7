import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigFile, configFileName } from '../checks/config-file.ts';
import { parseYaml, readText } from '../grading/yaml-file.ts';

/** A project's settings, its folders as absolute paths; `file` is null where there is none and all is as it is shipped. */
export type ProjectConfig = ConfigFile & { readonly file: string | null };

const shipped = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Reads the settings of a project: of the file that is named, else of `grader.config.yaml` in the working folder, else
 * what answer-grader brings itself.
 *
 * @throws {InvalidInput} naming file, line and key of what is wrong
 */
export function readProjectConfig(named: string | undefined): ProjectConfig {
  const path = named ?? (existsSync(configFileName) ? configFileName : undefined);
  const settings = path === undefined ? ConfigFile.parse({}) : parseSettings(readText(path, path), path);
  const folder = path === undefined ? shipped : dirname(resolve(path));
  return {
    ...settings,
    rubrics: resolve(folder, settings.rubrics),
    prompts: resolve(folder, settings.prompts),
    fixtures: resolve(folder, settings.fixtures),
    file: path === undefined ? null : resolve(path),
  };
}

function parseSettings(text: string, path: string): ConfigFile {
  return parseYaml(text, ConfigFile.nullable(), path) ?? ConfigFile.parse({});
}
