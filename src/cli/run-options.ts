import type { Command } from 'commander';
import type { Overrides } from '../config.ts';
import type { Lang } from '../core/judge.ts';
import type { JudgeWay } from '../llm/open-judge.ts';
import { amount, engineOption, langOption, presetOption, wholeNumber } from './options.ts';

/** How answers are to be graded, as it was typed. */
export type RunOptions = {
  readonly engine?: 'heuristic' | 'hybrid';
  readonly lang?: Lang;
  readonly model?: string;
  readonly preset?: string;
  readonly maxConcurrency?: number;
  readonly samples?: number;
  readonly isolated?: boolean;
  readonly cache: boolean;
  readonly maxCost?: number;
  readonly resume?: boolean;
  readonly retryErrors?: boolean;
  readonly store: boolean;
};

/** Adds the options of every command that grades files. */
export function addRunOptions(command: Command): Command {
  return command
    .option('--resume', 'go on with what was graded of the same file before (the default)')
    .option('--no-resume', 'grade a file anew that was graded before')
    .option('--retry-errors', 'take up again what was not graded, or not by the model that was to be asked')
    .option('--no-store', 'keep neither answers nor grades, only the output')
    .option('-j, --max-concurrency <n>', 'answers that a model is asked about at the same time', wholeNumber)
    .option('--model <name>', 'model of the LLM judge')
    .addOption(presetOption())
    .option('--samples <n>', 'ask the model n times and put the verdicts to the vote', wholeNumber)
    .option('--isolated', 'ask the model about one point a call')
    .option('--no-cache', 'ask again what was asked before, and keep nothing')
    .option('--max-cost <amount>', 'stop before more is spent, in the currency of the price list', amount)
    .addOption(engineOption())
    .addOption(langOption());
}

/** The settings that were typed; they come before the environment. */
export function settingsOf(options: RunOptions): Overrides {
  return {
    GRADER_ENGINE: options.engine,
    GRADER_LANG: options.lang,
    GRADER_MODEL: options.model,
    GRADER_PRESET: options.preset,
    GRADER_CONCURRENCY: options.maxConcurrency?.toString(),
    GRADER_SAMPLES: options.samples?.toString(),
  };
}

/** How the model is to be asked. */
export function wayOf({ isolated, cache, maxCost }: RunOptions): JudgeWay {
  return { isolated: isolated === true, cache, maxCost };
}

/** What becomes of grades that are kept, or were kept before. */
export function keepingOf({ resume, cache, store, retryErrors }: RunOptions) {
  // Whoever wants to have everything asked again does not want the grades of before.
  return { resume: resume ?? cache, keepNothing: !store, retryErrors: retryErrors === true };
}
