import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { formatOf } from '../../grading/exports/export-results.ts';
import type { Store } from '../../store/open-store.ts';
import { exitCode } from '../failure.ts';
import { faultLine } from './answer-sheet.ts';
import { type AnswerSource, sheetSource } from './answer-source.ts';
import { onInterrupt } from './interrupt.ts';
import { openOutput, removePartial } from './output-file.ts';
import { type Ran, type RunParts, runFile } from './run-file.ts';
import { checkFiles, type FileRequest } from './run-files.ts';
import { type Written, writeResults } from './write-results.ts';

/** How a file is to be graded, and with what. */
export type FileRun = Omit<RunParts, 'store' | 'stop' | 'say'> & {
  readonly openStore: (config: Config) => Promise<Store>;
  /** Leave nothing of the answers and grades behind but the output. */
  readonly keepNothing: boolean;
};

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
  const place = run.keepNothing ? temporaryPlace(run.config) : { config: run.config, remove: () => undefined };
  // Before the output is opened, so that no moment is left in which an interruption would leave it behind.
  const interrupts = onInterrupt(() => {
    removePartial(output);
    place.remove();
  });
  const file = await openOutput(output, 'caller').catch((error: unknown) => {
    interrupts.release();
    place.remove();
    throw error;
  });
  try {
    await using store = await run.openStore(place.config);
    const ran = await runFile(source, { ...run, store, stop: interrupts.stop, say });
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
