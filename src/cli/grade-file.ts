import { realpathSync, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { InvalidInput, NotFound } from '../core/errors.ts';
import type { Grader } from '../grading/grade-answer.ts';
import { type Line, type Row, readRows } from './answer-rows.ts';
import { exitCode } from './failure.ts';
import { openOutput } from './output-file.ts';
import { startProgress } from './progress.ts';

/** The files of a run as they were named; a question has no place beside them, each row names its own. */
export type FileRequest = {
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly question: string | undefined;
};

type Graded = { readonly line: Line } & ({ readonly json: string } | { readonly fault: string });

/**
 * Grades a JSONL file into a JSONL file, one grade a line in the order of the input, `answer_id` naming the row. Streams:
 * memory does not grow with the file. The output appears under its name only when it is complete.
 *
 * @returns 0; 1 when a line could not be graded, each reported with its number while the rest is graded all the same
 * @throws {InvalidInput} for a missing input, an unwritable output, or flags that do not fit
 */
export async function gradeFile(request: FileRequest, grader: Grader, config: Config): Promise<number> {
  const { input, output, bytes } = checkFiles(request);
  const file = await openOutput(output);
  const progress = startProgress(bytes);
  // The heuristics run on this thread, so only a model's answers are worth waiting for together.
  const width = config.engine === 'heuristic' ? 1 : config.concurrency;
  let graded = 0;
  let faults = 0;
  try {
    for await (const result of inOrder(readRows(input), (line) => gradeLine(line, grader, config), width)) {
      if ('json' in result) {
        await file.writeLine(result.json);
        graded++;
      } else {
        faults++;
        process.stderr.write(`${input}:${result.line.number}: ${result.fault}\n`);
      }
      progress.step(result.line.end, graded);
    }
  } catch (error) {
    await file.discard();
    throw error;
  } finally {
    progress.stop();
  }
  await file.finish();
  process.stderr.write(`${graded} graded${faults === 0 ? '' : `, ${faults} not graded`}: ${output}\n`);
  return faults === 0 ? exitCode.fine : exitCode.failed;
}

function checkFiles({ input, output, question }: FileRequest): { input: string; output: string; bytes: number } {
  if (question !== undefined) {
    throw new InvalidInput('grade', [
      { field: question, message: 'with --in, each line of the file names its question' },
    ]);
  }
  if (input === undefined || output === undefined) {
    throw new InvalidInput('grade', [
      { field: input === undefined ? '--in' : '--out', message: 'is missing; --in and --out go together' },
    ]);
  }
  for (const path of [input, output]) {
    if (!path.endsWith('.jsonl')) throw new InvalidInput(path, [{ field: '', message: 'must be a .jsonl file' }]);
  }
  const found = statSync(input, { throwIfNoEntry: false });
  if (found === undefined) throw new InvalidInput(input, [{ field: '', message: 'there is no such file' }]);
  if (found.isDirectory()) throw new InvalidInput(input, [{ field: '', message: 'is a folder; name a file' }]);
  if (statSync(output, { throwIfNoEntry: false }) !== undefined && realpathSync(output) === realpathSync(input)) {
    throw new InvalidInput(output, [{ field: '--out', message: 'is the input itself; name another file' }]);
  }
  return { input, output, bytes: found.size };
}

async function gradeLine(line: Line, grader: Grader, config: Config): Promise<Graded> {
  if ('fault' in line) return { line, fault: line.fault };
  try {
    return { line, json: JSON.stringify(await gradeRow(line.row, grader, config)) };
  } catch (error) {
    if (error instanceof NotFound || error instanceof InvalidInput) return { line, fault: error.message };
    throw error;
  }
}

async function gradeRow(row: Row, grader: Grader, config: Config): Promise<object> {
  const request = { question: row.question, answer: row.answer, engine: config.engine, lang: config.lang };
  if (row.candidate === undefined) return { ...(await grader.grade(request)), answer_id: row.id };
  const grade = await grader.grade({ ...request, names: [row.candidate] });
  return { ...grade, answer_id: row.id, candidate: row.candidate };
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
