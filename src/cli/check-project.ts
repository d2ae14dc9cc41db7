import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckConfig } from '../checks/check-config.ts';
import { InvalidInput } from '../core/errors.ts';
import { readYaml } from '../grading/yaml-file.ts';

/** Where the things of a check lie, as absolute paths, and what must hold. */
export type CheckProject = CheckConfig & {
  /** The folder that relative paths start from. */
  readonly folder: string;
};

const shipped = fileURLToPath(new URL('../..', import.meta.url));
const fileName = 'grader.config.yaml';

/**
 * Finds the project: the file that is named, else `grader.config.yaml` in the current folder, else what answer-grader
 * brings itself.
 *
 * @param rubrics - the folder of rubrics that the settings name; it wins where it is not the one that is shipped
 */
export function openCheckProject(config: string | undefined, rubrics: string): CheckProject {
  if (config !== undefined && !existsSync(config))
    throw new InvalidInput(config, [{ field: '', message: 'there is no such file' }]);
  const path = config ?? (existsSync(fileName) ? fileName : undefined);
  const folder = path === undefined ? shipped : dirname(resolve(path));
  const read = path === undefined ? CheckConfig.parse({}) : readYaml(path, CheckConfig);
  const isOwn = resolve(rubrics) !== join(shipped, 'rubrics');
  return {
    ...read,
    folder,
    rubrics: isOwn ? rubrics : resolve(folder, read.rubrics),
    fixtures: resolve(folder, read.fixtures),
    attacks: resolve(folder, read.attacks),
    recordings: resolve(folder, read.recordings),
  };
}

/** The commit that a folder stands at, with `+changes` where files differ from it; null where there is none. */
export function commitOf(folder: string): string | null {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const commit = git('rev-parse', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}+changes`;
  } catch {
    // No git, or no repository: a run may be made anywhere.
    return null;
  }
}
