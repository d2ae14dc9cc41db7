import { realpathSync, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { CostLimitReached, InvalidInput, NotFound } from '../core/errors.ts';
import type { Grade } from '../core/grade.ts';
import type { Grader } from '../grading/grade-answer.ts';
import { type Line, readRows } from './answer-rows.ts';
import { exitCode } from './failure.ts';
import { openOutput } from './output-file.ts';
import { startProgress } from './progress.ts';
import { gradedRow, requestOf } from './row-request.ts';
import { startSummary } from './run-summary.ts';

/** Answers that are read ahead, for each that a model may be asked about at the same time. */
const answersInHand = 3;

/** The files of a run as they were named; a question has no place beside them, each row names its own. */
export type FileRequest = {
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly question: string | undefined;
  /** The flag that names the output, where it is not --out. */
  readonly outputFlag?: string;
};

/** A row graded, a fault in it, or `limit`: the money is spent, and it was left as it is. */
type Graded = { readonly line: Line } & (
  | { readonly grade: Grade; readonly json: string }
  | { readonly fault: string }
  | { readonly limit: string }
);

/**
 * Grades a JSONL file into a JSONL file, one grade a line in the order of the input, `answer_id` naming the row. Streams:
 * memory does not grow with the file. The output appears under its name only when the run has ended. At the cost limit it
 * ends early: what was graded is written, nothing stands in for the rest, and a second run takes up there from the cache.
 *
 * @returns 0; 1 when a line could not be graded, each reported with its number while the rest is graded all the same; 1 too at
 *   the cost limit
 * @throws {InvalidInput} for a missing input, an unwritable output, or flags that do not fit
 */
export async function gradeFile(request: FileRequest, grader: Grader, config: Config): Promise<number> {
  const { input, output, bytes } = checkFiles(request);
  const file = await openOutput(output);
  const progress = startProgress(bytes);
  // The heuristics run on this thread, so only a model's answers are worth waiting for together. More of them than may be
  // asked about at the same time: one slow reply must not keep the others from being asked.
  const width = config.engine === 'heuristic' ? 1 : config.concurrency * answersInHand;
  const summary = startSummary();
  let graded = 0;
  let faults = 0;
  let left = 0;
  let limit: string | undefined;
  const gradeNext = async (line: Line): Promise<Graded> => {
    if (limit !== undefined && 'row' in line) return { line, limit };
    const result = await gradeLine(line, grader, config);
    if ('limit' in result) limit ??= result.limit;
    return result;
  };
  try {
    for await (const result of inOrder(readRows(input), gradeNext, width)) {
      if ('json' in result) {
        await file.writeLine(result.json);
        summary.add(result.grade);
        graded++;
      } else if ('fault' in result) {
        faults++;
        process.stderr.write(`${input}:${result.line.number}: ${result.fault}\n`);
      } else left++;
      progress.step(result.line.end, graded);
    }
  } catch (error) {
    await file.discard();
    throw error;
  } finally {
    progress.stop();
  }
  await file.finish();
  for (const line of summary.lines()) process.stderr.write(`${line}\n`);
  const notGraded = faults + left;
  process.stderr.write(`${graded} graded${notGraded === 0 ? '' : `, ${notGraded} not graded`}: ${output}\n`);
  if (limit !== undefined)
    process.stderr.write(
      `${limit}: ${left} answers are left; run it again with more, what is graded comes from the cache\n`,
    );
  return notGraded === 0 ? exitCode.fine : exitCode.failed;
}

/** @throws {InvalidInput} for a missing input, the input as the output, or flags that do not fit */
export function checkFiles({ input, output, question, outputFlag = '--out' }: FileRequest): {
  input: string;
  output: string;
  bytes: number;
} {
  checkNoQuestion(question);
  if (input === undefined || output === undefined) {
    throw new InvalidInput('grade', [
      { field: input === undefined ? '--in' : outputFlag, message: `is missing; --in and ${outputFlag} go together` },
    ]);
  }
  if (!output.endsWith('.jsonl')) throw new InvalidInput(output, [{ field: '', message: 'must be a .jsonl file' }]);
  const bytes = checkInput(input);
  if (statSync(output, { throwIfNoEntry: false }) !== undefined && realpathSync(output) === realpathSync(input)) {
    throw new InvalidInput(output, [{ field: outputFlag, message: 'is the input itself; name another file' }]);
  }
  return { input, output, bytes };
}

/** The size of an input in bytes. @throws {InvalidInput} when it is missing, a folder, or no JSONL */
export function checkInput(input: string): number {
  if (!input.endsWith('.jsonl')) throw new InvalidInput(input, [{ field: '', message: 'must be a .jsonl file' }]);
  const found = statSync(input, { throwIfNoEntry: false });
  if (found === undefined) throw new InvalidInput(input, [{ field: '', message: 'there is no such file' }]);
  if (found.isDirectory()) throw new InvalidInput(input, [{ field: '', message: 'is a folder; name a file' }]);
  return found.size;
}

/** @throws {InvalidInput} when a question is named beside a file whose lines name theirs */
export function checkNoQuestion(question: string | undefined): void {
  if (question !== undefined) {
    throw new InvalidInput('grade', [
      { field: question, message: 'with --in, each line of the file names its question' },
    ]);
  }
}

async function gradeLine(line: Line, grader: Grader, config: Config): Promise<Graded> {
  if ('fault' in line) return { line, fault: line.fault };
  try {
    const grade = await grader.grade(requestOf(line.row, config));
    return { line, grade, json: JSON.stringify(gradedRow(line.row, grade)) };
  } catch (error) {
    if (error instanceof NotFound || error instanceof InvalidInput) return { line, fault: error.message };
    if (error instanceof CostLimitReached) return { line, limit: error.message };
    throw error;
  }
}

/** Runs up to `width` of them at once and yields their results in the order of the input. */
async function* inOrder<T, R>(items: AsyncIterable<T>, run: (item: T) => Promise<R>, width: number): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for await (const item of items) {
    const promise = run(item);
    // What fails while an earlier one is still awaited is thrown when its turn comes, not as an unhandled rejection.
    promise.catch(() => undefined);
    running.push(promise);
    const first = running.length >= width ? running.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const result of running) yield await result;
}
