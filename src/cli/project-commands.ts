import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LintOptions } from './checks/lint.ts';
import { exitCode } from './failure.ts';
import type { Wiring } from './program.ts';

/** Adds the commands over the files of a project: `lint`, `annotate` and `init`. `end` is told the exit code of one that may fail. */
export function addProjectCommands(program: Command, wiring: Wiring, end: (code: number) => void): void {
  const configOption = () =>
    new Option('-c, --config <file>', 'settings of the project (default: grader.config.yaml, where there is one)');

  program
    .command('lint')
    .description('look at rubrics, prompts and fixtures without any model')
    .argument('[paths...]', 'files and folders whose findings are wanted (default: all)')
    .addOption(configOption())
    .addOption(new Option('--format <format>', 'how findings are printed').choices(['human', 'json', 'github']))
    .option('--json', 'the same as --format json')
    .option('--quiet', 'count warnings and write out errors only')
    .option('--max-warnings <n>', 'fail when there are more warnings', countFromZero)
    .option('--rules', 'list the rules')
    .action(async (paths: string[], options: LintOptions) => {
      const { lintProject } = await import('./checks/lint.ts');
      const { rubrics } = await wiring.config();
      end(lintProject(paths, options, rubrics) ? exitCode.fine : exitCode.checksFailed);
    });

  program
    .command('annotate')
    .description('print what a run of `check` says of single lines of the rubrics, as annotations of a GitHub workflow')
    .argument('<run.json>', 'a run, as `check -o run.json` writes it')
    .addOption(configOption())
    .action(async (run: string, options: { config?: string }) => {
      const { annotate } = await import('./checks/annotate.ts');
      const { openCheckProject } = await import('./checks/check-project.ts');
      const { rubrics } = openCheckProject(options.config, (await wiring.config()).rubrics);
      annotate(run, await wiring.catalogue(rubrics), rubrics);
    });

  program
    .command('init')
    .description('write a small working project: a question, labelled answers, settings, a workflow')
    .argument('[folder]', 'where to', '.')
    .option('--action <owner/repository@ref>', 'the GitHub Action that its workflow uses')
    .action(async (folder: string, options: { action?: string }) => {
      const { initProject, unnamedAction } = await import('./init.ts');
      initProject(folder, options.action ?? unnamedAction);
    });

  program
    .command('calibrate', { hidden: true })
    .description('fit the weights of the heuristic judge to the labelled answers of this repository')
    .action(async () => {
      const { runCalibration } = await import('./checks/calibrate.ts');
      runCalibration(await wiring.catalogue((await wiring.config()).rubrics));
    });
}

function countFromZero(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(value);
}
