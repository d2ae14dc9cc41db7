import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { styleText } from 'node:util';
import { allRules, countFindings, lint } from '../../checks/lint/lint.ts';
import { githubReport, humanReport } from '../../checks/lint/report.ts';
import type { Finding } from '../../checks/lint/rule.ts';
import type { Switch } from '../../checks/lint/switches.ts';
import { InvalidInput } from '../../core/errors.ts';
import { type CheckProject, openCheckProject } from './check-project.ts';
import { readProject } from './lint-project.ts';

/** Options of the command, as they were typed. */
export type LintOptions = {
  readonly config?: string;
  readonly format?: 'human' | 'json' | 'github';
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly rules?: boolean;
  readonly maxWarnings?: number;
};

/**
 * Looks at rubrics, prompts and fixtures without any model, and prints what is wrong with them.
 *
 * @param paths - files and folders whose findings are wanted; none: all
 * @param rubrics - folder of the rubrics in effect, where no settings file is named
 * @returns whether there is no error, and no more warnings than allowed
 */
export function lintProject(paths: readonly string[], options: LintOptions, rubrics: string): boolean {
  if (options.rules === true) {
    printRules(options.json === true);
    return true;
  }
  const config = openCheckProject(options.config, rubrics);
  const own = config.attacks.startsWith(config.folder) ? config.attacks : undefined;
  const project = readProject({ ...config, attacks: own }, process.cwd());
  const files = [...project.texts.keys()];
  const wanted = wantedFiles(paths, files);
  const findings = lint(project, switchesOf(config), paths.length === 0 ? undefined : wanted);
  print(findings, paths.length === 0 ? files.length : wanted.size, options);
  const { error, warning } = countFindings(findings);
  return error === 0 && warning <= (options.maxWarnings ?? Number.POSITIVE_INFINITY);
}

function print(findings: readonly Finding[], files: number, options: LintOptions): void {
  const { error, warning } = countFindings(findings);
  const write = (text: string): boolean => process.stdout.write(`${text}\n`);
  if (options.json === true || options.format === 'json') {
    write(JSON.stringify({ files, errors: error, warnings: warning, findings }, null, 2));
    return;
  }
  if (options.format === 'github') {
    if (findings.length > 0) write(githubReport(findings, 'lint'));
    write(`${files} files, ${error} errors, ${warning} warnings`);
    return;
  }
  write(
    humanReport(findings, allRules, {
      files,
      quiet: options.quiet === true,
      paint: (style, text) => styleText(style, text, { stream: process.stdout }),
    }),
  );
}

/** The files of the project that lie at the paths. @throws {InvalidInput} for a path at which nothing lies */
function wantedFiles(paths: readonly string[], files: readonly string[]): ReadonlySet<string> {
  const wanted = paths.map((path) => {
    const shown = relative(process.cwd(), resolve(path));
    return { path, files: files.filter((file) => file === shown || shown === '' || file.startsWith(shown + sep)) };
  });
  const faults = wanted
    .filter((entry) => entry.files.length === 0)
    .map(({ path }) => ({
      field: '',
      message: `nothing of this project's rubrics, prompts or fixtures lies at ${path}`,
    }));
  if (faults.length > 0) throw new InvalidInput('lint', faults);
  return new Set(wanted.flatMap((entry) => entry.files));
}

/** What the settings switch off, with the line on which they say so. */
function switchesOf({ file, lint: { off } }: CheckProject): Switch[] {
  if (file === null) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.entries(off).map(([rule, reason]) => {
    const line = lines.findIndex((text) => text.trimStart().startsWith(`${rule}:`)) + 1;
    const shown = relative(process.cwd(), file);
    return { rule, reason: reason ?? '', file: shown, line: Math.max(1, line), covers: 'project' as const };
  });
}

function printRules(json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(allRules, null, 2)}\n`);
    return;
  }
  for (const { name, severity, finds, why, remedy } of allRules)
    process.stdout.write(`${name} (${severity})\n  finds  ${finds}\n  why    ${why}\n  mend   ${remedy}\n`);
}
