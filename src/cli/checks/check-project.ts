import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckConfig } from '../../checks/check-config.ts';
import { InvalidInput } from '../../core/errors.ts';
import { readYaml } from '../../grading/catalogue/yaml-file.ts';

/** Where the things of a project lie, as absolute paths, and what must hold. */
export type CheckProject = CheckConfig & {
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** The file that says so; null where all is as it is shipped. */
  readonly file: string | null;
};

const shipped = fileURLToPath(new URL('../../..', import.meta.url));
const fileName = 'grader.config.yaml';

/**
 * Reads the settings of a project: of the file that is named, else of `grader.config.yaml` in the current folder, else what
 * answer-grader brings itself. An empty file is one.
 *
 * @throws {InvalidInput} naming file, line and key of what is wrong
 */
export function readProjectConfig(named: string | undefined): CheckProject {
  if (named !== undefined && !existsSync(named))
    throw new InvalidInput(named, [{ field: '', message: 'there is no such file' }]);
  const path = named ?? (existsSync(fileName) ? fileName : undefined);
  const folder = path === undefined ? shipped : dirname(resolve(path));
  const read = (path === undefined ? null : readYaml(path, CheckConfig.nullable())) ?? CheckConfig.parse({});
  return {
    ...read,
    folder,
    file: path === undefined ? null : resolve(path),
    rubrics: resolve(folder, read.rubrics),
    prompts: resolve(folder, read.prompts),
    fixtures: resolve(folder, read.fixtures),
    development: resolve(folder, read.development),
    attacks: attacksOf(folder, read.attacks),
    recordings: resolve(folder, read.recordings),
  };
}

/** The attack templates; a project that has none of its own is tried with ours. */
function attacksOf(folder: string, name: string): string {
  const own = resolve(folder, name);
  const { attacks: usual } = CheckConfig.parse({});
  return name === usual && !existsSync(own) ? resolve(shipped, usual) : own;
}

/** The same with the rubrics that the settings are for (`GRADER_RUBRICS` may name others), unless a file is named. */
export function openCheckProject(named: string | undefined, rubrics: string): CheckProject {
  const project = readProjectConfig(named);
  return named === undefined ? { ...project, rubrics } : project;
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
