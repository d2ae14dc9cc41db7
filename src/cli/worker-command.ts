import type { Command } from 'commander';
import type { Overrides } from '../config.ts';
import { presetOption, wholeNumber } from './options.ts';
import type { Wiring } from './program.ts';

type WorkerOptions = {
  drain?: boolean;
  model?: string;
  preset?: string;
  maxConcurrency?: number;
  samples?: number;
  isolated?: boolean;
};

/** The command `worker`: takes up the items of all batches, beside other workers and the service. */
export function addWorkerCommand(program: Command, wiring: Wiring, finish: (code: number) => void): void {
  program
    .command('worker')
    .description('grade the answers of all batches until it is stopped; any number of workers may share a database')
    .option('--drain', 'end when nothing waits')
    .option('-j, --max-concurrency <n>', 'answers that a model is asked about at the same time', wholeNumber)
    .option('--model <name>', 'model of the LLM judge')
    .addOption(presetOption())
    .option('--samples <n>', 'ask the model n times and put the verdicts to the vote', wholeNumber)
    .option('--isolated', 'ask the model about one point a call')
    .action(async (options: WorkerOptions) => {
      const config = await wiring.config(settingsOf(options));
      const { runWorker } = await import('./worker.ts');
      const { drain = false, isolated = false } = options;
      finish(await runWorker({ drain, isolated }, { config, wiring }));
    });
}

function settingsOf(options: WorkerOptions): Overrides {
  return {
    GRADER_MODEL: options.model,
    GRADER_PRESET: options.preset,
    GRADER_CONCURRENCY: options.maxConcurrency?.toString(),
    GRADER_SAMPLES: options.samples?.toString(),
  };
}
