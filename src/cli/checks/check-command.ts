import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CheckOptions } from './check.ts';

/** Adds the command `check`; `run` gets its options. */
export function addCheckCommand(program: Command, run: (options: CheckOptions) => Promise<void>): void {
  program
    .command('check')
    .description(
      'grade labelled answers and say how far the judge agrees with the labels; exit code 100 when a gate fails',
    )
    .option('-c, --config <path>', 'gates and folders (default: grader.config.yaml, where there is one)')
    .option(
      '-o, --output <path>',
      'write a report; may stand several times (.json .jsonl .csv .html .md .junit.xml)',
      gather,
    )
    .option('--baseline <run.json>', 'compare with an earlier run; a regression outside noise fails')
    .option('--attacks', 'try fixtures/attacks on the heuristics too')
    .option('--question <ids>', 'only these questions, separated by commas')
    .option('--filter-set <ids>', 'only these sets, separated by commas')
    .option('--filter-pattern <regex>', 'only answers whose id matches')
    .option('--filter-failing <run.json>', 'only answers that an earlier run got wrong')
    .option('-n, --filter-first-n <n>', 'only the first so many answers', wholeNumber)
    .option('--fixtures <folder>', 'labelled answers, <set>/<question>.jsonl')
    .option('--record', 'ask the live model and keep what it says for replays')
    .option('--repeat <n>', 'ask a live model so many times', wholeNumber)
    .option('--min-pass <k>', 'runs that must give the label for a verdict to pass (default: all)', wholeNumber)
    .option('--model <name>', 'model of the LLM judge')
    .option('-j, --max-concurrency <n>', 'answers that a model is asked about at the same time', wholeNumber)
    .option('--by <kinds>', 'slices to show: set,dimension,question,point,series,language (default: set,dimension)')
    .option('--worst <n>', 'disagreements to show in full (default: 5)', countFromZero)
    .option('--summary', 'figures only')
    .option('--json', 'print figures, gates and manifest as JSON')
    .addOption(
      new Option('--engine <engine>', 'who judges; hybrid without a key replays recordings').choices([
        'heuristic',
        'hybrid',
      ]),
    )
    .action(run);
}

function gather(path: string, before: readonly string[] = []): string[] {
  return [...before, path];
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(value);
}

function countFromZero(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}
