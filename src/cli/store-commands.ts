import type { Command } from 'commander';
import type { Overrides } from '../config.ts';
import { NotFound } from '../core/errors.ts';
import type { Store } from '../store/open-store.ts';
import { exitCode } from './failure.ts';
import { amount, presetOption, wholeNumber } from './options.ts';
import type { Wiring } from './program.ts';

type RegradeOptions = {
  stale?: boolean;
  decided?: boolean;
  batch?: string;
  model?: string;
  preset?: string;
  maxConcurrency?: number;
  maxCost?: number;
};

/** The commands on what is kept: score it anew, grade it anew, back it up and restore it, hand it out and delete it. */
export function addStoreCommands(program: Command, wiring: Wiring, finish: (code: number) => void): void {
  program
    .command('rescore')
    .description("score what is kept by today's weights; no model is asked, and verdicts stay")
    .option('--batch <id>', 'only this batch')
    .action(async ({ batch }: { batch?: string }) => {
      const config = await wiring.config();
      const catalogue = await wiring.catalogue(config.rubrics);
      const { rescoreAll } = await import('../grading/kept/rescore.ts');
      await using store = await wiring.store(config);
      await checkBatch(store, batch);
      const done = await rescoreAll(batch === undefined ? {} : { batch }, { grades: store.grades, catalogue });
      say(`${done.rescored} scored anew, ${done.unchanged} unchanged${listed(done, ['ungraded'])}`);
      if (done.stale > 0) say(`${done.stale} stale, for the wording of their rubrics has changed: regrade --stale`);
      finish(sayFaults(done.faults));
    });

  program
    .command('regrade')
    .description(
      "grade anew, by today's rubrics, what was graded by rubrics of another wording; the old grades are kept",
    )
    .requiredOption('--stale', 'those whose rubric reads otherwise today')
    .option('--batch <id>', 'only this batch')
    .option('--decided', 'also those that a rater has decided')
    .option('-j, --max-concurrency <n>', 'answers that a model is asked about at the same time', wholeNumber)
    .option('--model <name>', 'model of the LLM judge')
    .addOption(presetOption())
    .option('--max-cost <amount>', 'stop before more is spent, in the currency of the price list', amount)
    .action(async (options: RegradeOptions) => {
      const config = await wiring.config(settingsOf(options));
      const catalogue = await wiring.catalogue(config.rubrics);
      const grader = await wiring.grader(catalogue, config, { maxCost: options.maxCost });
      const { regradeStale } = await import('../grading/kept/regrade.ts');
      await using store = await wiring.store(config);
      const { batch, decided } = options;
      await checkBatch(store, batch);
      const done = await regradeStale(
        { ...(batch === undefined ? {} : { batch }), decidedToo: decided === true, width: config.concurrency },
        { grades: store.grades, catalogue, grader },
      );
      say(`${done.regraded} graded anew, ${done.fresh} were not stale`);
      if (done.decided > 0) say(`${done.decided} stale that a rater has decided are left: --decided grades them too`);
      finish(sayFaults(done.faults));
    });

  program
    .command('backup')
    .description('copy the store into a file, while it is in use')
    .argument('<file>', 'a file that is not there yet')
    .action(async (file: string) => {
      const { runBackup } = await import('./backup.ts');
      runBackup(await wiring.config(), file);
    });

  program
    .command('restore')
    .description('put a backup in the place of the store')
    .argument('<file>', 'as `backup` has written it')
    .option('--replace', 'move a store that is there aside')
    .action(async (file: string, { replace }: { replace?: boolean }) => {
      const { runRestore } = await import('./backup.ts');
      await runRestore(await wiring.config(), file, replace === true);
    });

  const candidate = program.command('candidate').description('what is kept of one candidate');

  candidate
    .command('export')
    .description('write everything that is kept of a candidate as JSON')
    .argument('<name>', 'as the answers name them')
    .option('--out <path>', 'a new file, in place of standard output')
    .action(async (name: string, { out }: { out?: string }) => {
      const { writeCandidate } = await import('./candidate-data.ts');
      await using store = await wiring.store(await wiring.config());
      await writeCandidate(store, name, out);
    });

  candidate
    .command('erase')
    .description('delete everything of a candidate for good')
    .argument('<name>', 'as the answers name them')
    .option('--yes', 'do it; otherwise it only says what would be deleted')
    .action(async (name: string, { yes }: { yes?: boolean }) => {
      const { eraseCandidate } = await import('./candidate-data.ts');
      const config = await wiring.config();
      await using store = await wiring.store(config);
      await eraseCandidate(store, config, name, yes === true);
    });

  program
    .command('expire')
    .description('delete every answer that is older than so many days, with all that belongs to it, for good')
    .requiredOption('--older-than <days>', 'whole days', wholeNumber)
    .action(async ({ olderThan }: { olderThan: number }) => {
      const { expireAnswers } = await import('./candidate-data.ts');
      const config = await wiring.config();
      await using store = await wiring.store(config);
      await expireAnswers(store, config, olderThan);
    });
}

async function checkBatch({ batches }: Store, batch: string | undefined): Promise<void> {
  if (batch !== undefined && (await batches.find(batch)) === undefined) throw new NotFound('batch', batch);
}

function settingsOf({ model, preset, maxConcurrency }: RegradeOptions): Overrides {
  return { GRADER_MODEL: model, GRADER_PRESET: preset, GRADER_CONCURRENCY: maxConcurrency?.toString() };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The counts that are not zero, each after a comma. */
function listed<K extends string>(counts: Readonly<Record<K, number>>, names: readonly K[]): string {
  return names.map((name) => (counts[name] === 0 ? '' : `, ${counts[name]} ${name}`)).join('');
}

function sayFaults(faults: ReadonlyMap<string, number>): number {
  for (const [message, count] of faults)
    process.stderr.write(`${count} left as ${count === 1 ? 'it is' : 'they are'}: ${message}\n`);
  return faults.size === 0 ? exitCode.fine : exitCode.failed;
}
