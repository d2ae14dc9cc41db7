import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { Batch, ClaimedItem } from '../../core/batch.ts';
import type { CostLimitReached } from '../../core/errors.ts';
import type { Grader } from '../../grading/answer/grade-answer.ts';
import { fleetWay } from '../../grading/batches/fleet-way.ts';
import { openHeuristicsAside } from '../../grading/batches/heuristics-aside.ts';
import { runBatch } from '../../grading/batches/run-batch.ts';
import { wordingOf } from '../../grading/catalogue/wording.ts';
import { formatOf } from '../../grading/exports/export-results.ts';
import type { JudgeWay } from '../../llm/open-judge.ts';
import type { Store } from '../../store/open-store.ts';
import { exitCode } from '../failure.ts';
import { faultLine } from './answer-sheet.ts';
import { type AnswerSource, sheetSource } from './answer-source.ts';
import { showProgress } from './batch-progress.ts';
import { fillBatch } from './fill-batch.ts';
import { onInterrupt } from './interrupt.ts';
import { type FileSettings, openFileBatch } from './open-batch.ts';
import { openOutput } from './output-file.ts';
import { checkFiles, type FileRequest } from './run-files.ts';
import { type Written, writeResults } from './write-results.ts';

/** How a file is to be graded, and with what. */
export type FileRun = FileSettings & {
  readonly makeGrader: (way: JudgeWay) => Promise<Grader>;
  readonly openStore: (config: Config) => Promise<Store>;
  /** Leave nothing of the answers and grades behind but the output. */
  readonly keepNothing: boolean;
  /** Take up again what is known to be ungraded, or to have been judged by the heuristics for want of the model. */
  readonly retryErrors: boolean;
};

/** Answers from which on the heuristics have a thread of their own: it takes a moment to start. */
const worthAThread = 500;

/** How far a run came. */
type Ran = { readonly batch: Batch; readonly faults: number; readonly limit: CostLimitReached | undefined };

/**
 * Grades a sheet of answers into a file, in the order of the input, through the store: what is graded is kept, and a run that broke
 * off is taken up again. Memory does not grow with the file. The output appears under its name only when the run has ended. At the cost
 * limit it ends early: what was graded is written, nothing stands in for the rest, and a second run goes on from there.
 *
 * @returns 0; 1 when an answer could not be graded, each reported with its row while the rest is graded all the same; 1 too at the
 *   cost limit; 130 or 143 when it was interrupted
 * @throws {InvalidInput} for a missing input, an unwritable output, or flags that do not fit
 */
export async function gradeFile(request: FileRequest, run: FileRun): Promise<number> {
  const { input, output } = checkFiles(request);
  return gradeSource(sheetSource(input, run.catalogue), output, run);
}

/** The same for answers from wherever they come. @throws {InvalidInput} for an output that cannot be written */
export async function gradeSource(source: AnswerSource, output: string, run: FileRun): Promise<number> {
  const format = formatOf(output);
  const file = await openOutput(output, 'caller');
  const interrupts = onInterrupt(file.removeAtOnce);
  const place = run.keepNothing ? temporaryPlace(run.config) : { config: run.config, remove: () => undefined };
  try {
    await using store = await run.openStore(place.config);
    const ran = await runFile(source, { ...run, store, stop: interrupts.stop });
    const code = interrupts.code();
    if (code !== undefined) {
      await file.discard();
      say(
        `\ninterrupted; nothing was written to ${output}${run.keepNothing ? '' : '; the same command goes on from here'}`,
      );
      return code;
    }
    const written = await writeResults(
      ran.batch,
      { format, file },
      { store, catalogue: run.catalogue, now: new Date() },
    );
    await file.finish();
    const { counts } = await store.batches.progress(ran.batch.id);
    return report(ran, { written, input: source.name, output, left: counts.waiting + counts.running });
  } catch (error) {
    await file.discard();
    throw error;
  } finally {
    interrupts.release();
    place.remove();
  }
}

async function runFile(
  source: AnswerSource,
  run: FileRun & { readonly store: Store; readonly stop: AbortSignal },
): Promise<Ran> {
  const { store, stop, catalogue } = run;
  const { batches, queue } = store;
  const grader = await run.makeGrader({ ...run.way, ...fleetWay(store.fleet, run.config) });
  const { batch, known } = await openFileBatch(source, batches, run);
  let faults = 0;
  const tell = (fault: Batch['faults'][number]): void => {
    faults++;
    say(faultLine(fault.file, fault));
  };
  if (batch.state !== 'filling') batch.faults.forEach(tell);
  else if (
    !(await fillBatch(batch, source, { batches, transcripts: store.transcripts, catalogue, stop, onFault: tell }))
  )
    return { batch, faults, limit: undefined };
  if (known && run.retryErrors) await batches.retry(batch.id);
  if (known) await sayKnown(batch, store);
  const onFault = (item: ClaimedItem, error: unknown): void =>
    say(`${item.submission.id}: ${error instanceof Error ? error.stack : String(error)}`);
  const { total } = await batches.progress(batch.id);
  const aside =
    total >= worthAThread
      ? openHeuristicsAside({ rubrics: run.config.rubrics, version: run.version }, onFault)
      : undefined;
  const progress = await showProgress(() => batches.progress(batch.id));
  try {
    const limit = await runBatch(batch, {
      ...{ batches, queue, stop, grader, concurrency: run.config.concurrency },
      wordingOf: (question) => wordingOf(catalogue.rubric(question)),
      onFault,
      ...(aside === undefined ? {} : { aside: aside.grade }),
    });
    return { batch: (await batches.find(batch.id)) ?? batch, faults, limit };
  } finally {
    await aside?.close();
    await progress.stop();
  }
}

async function sayKnown({ id }: Batch, { batches }: Store): Promise<void> {
  const { counts, total } = await batches.progress(id);
  const open = counts.waiting + counts.running;
  if (open > 0) say(`this file was begun before: ${total - open} of ${total} are graded already, the rest follows`);
  else say(`this file was graded before, in the same way: its grades are given again; --no-resume grades it anew`);
}

function report(
  { faults, limit }: Ran,
  {
    written,
    input,
    output,
    left,
  }: { readonly written: Written; readonly input: string; readonly output: string; readonly left: number },
): number {
  const { summary, graded, ungraded } = written;
  for (const { line, reason } of ungraded)
    say(faultLine(input, { field: '', message: reason, ...(line === undefined ? {} : { line }) }));
  for (const line of summary.lines()) say(line);
  const notGraded = faults + ungraded.length + left;
  say(`${graded} graded${notGraded === 0 ? '' : `, ${notGraded} not graded`}: ${output}`);
  if (limit !== undefined)
    say(`${limit.message}: ${left} answers are left; run it again with more, what is graded is kept`);
  return notGraded === 0 ? exitCode.fine : exitCode.failed;
}

/** Settings with a store of its own, which is gone afterwards. */
function temporaryPlace(config: Config): { readonly config: Config; readonly remove: () => void } {
  const data = mkdtempSync(join(tmpdir(), 'answer-grader-'));
  return { config: { ...config, data, databaseUrl: undefined }, remove: () => rmSync(data, { recursive: true }) };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
