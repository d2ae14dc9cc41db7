import { createReadStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Presets, SingleBar } from 'cli-progress';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { InvalidInput, NotFound } from '../core/errors.ts';
import type { Grade } from '../core/grade.ts';
import type { Grader } from '../grading/grade-answer.ts';
import { exitCode } from './failure.ts';
import { longestAnswer } from './read-answer.ts';

/** One line of the input. Other fields are let through unread, so that sheets with labels can be graded as they are. */
const Row = z.looseObject({
  id: z.string().min(1),
  question: z.string().min(1),
  answer: z.string().max(longestAnswer, `an answer is at most ${longestAnswer} characters`),
  candidate: z.string().optional(),
});

type Line = { readonly number: number; readonly text: string };
type Graded = { readonly line: Line } & ({ readonly json: string } | { readonly fault: string });

/**
 * Grades a JSONL file into a JSONL file, one grade a line in the order of the input, `answer_id` naming the row. Streams:
 * memory does not grow with the file. The output appears under its name only when it is complete.
 *
 * @returns 0; 1 when a line could not be graded, each reported with its number while the rest is graded all the same
 * @throws {InvalidInput} for a missing input, an unwritable output, or flags that do not fit
 */
export async function gradeFile(
  files: { readonly input: string | undefined; readonly output: string | undefined },
  grader: Grader,
  config: Config,
): Promise<number> {
  const { input, output } = files;
  if (input === undefined || output === undefined) {
    throw new InvalidInput('grade', [{ field: input === undefined ? '--in' : '--out', message: '--in and --out go together' }]);
  }
  for (const path of [input, output]) {
    if (!path.endsWith('.jsonl')) throw new InvalidInput(path, [{ field: '', message: 'must be a .jsonl file' }]);
  }
  if (!existsSync(input)) throw new InvalidInput(input, [{ field: '', message: 'there is no such file' }]);

  const partial = `${output}.partial`;
  const file = await open(partial, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new InvalidInput(output, [{ field: '', message: `cannot be written (${error.code})` }]);
  });
  const progress = startProgress();
  let graded = 0;
  let faults = 0;
  try {
    for await (const result of inOrder(readLines(input), (line) => gradeLine(line, grader, config), config.engine === 'heuristic' ? 1 : config.concurrency)) {
      if ('json' in result) {
        await file.write(`${result.json}\n`);
        graded++;
      } else {
        faults++;
        process.stderr.write(`${input}:${result.line.number}: ${result.fault}\n`);
      }
      progress.step(graded);
    }
    await file.close();
    await rename(partial, output);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  } finally {
    progress.stop();
  }
  process.stderr.write(`${graded} graded into ${output}${faults === 0 ? '' : `, ${faults} lines could not be graded`}\n`);
  return faults === 0 ? exitCode.fine : exitCode.failed;
}

async function gradeLine(line: Line, grader: Grader, config: Config): Promise<Graded> {
  const row = parseRow(line.text);
  if (typeof row === 'string') return { line, fault: row };
  try {
    const request = { question: row.question, answer: row.answer, engine: config.engine, lang: config.lang };
    const grade: Grade = await grader.grade(row.candidate === undefined ? request : { ...request, names: [row.candidate] });
    const named = { answer_id: row.id, ...(row.candidate === undefined ? {} : { candidate: row.candidate }) };
    return { line, json: JSON.stringify({ ...grade, ...named }) };
  } catch (error) {
    if (error instanceof NotFound || error instanceof InvalidInput) return { line, fault: error.message };
    throw error;
  }
}

/** The row, or what is wrong with it. */
function parseRow(text: string): z.infer<typeof Row> | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  const parsed = Row.safeParse(value);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; ');
  return parsed.data.answer.includes('\u0000') ? 'answer: holds a NUL character, so it is not a text' : parsed.data;
}

async function* readLines(path: string): AsyncGenerator<Line> {
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (text.trim() !== '') yield { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text };
  }
}

/** Runs up to `width` of them at once and yields their results in the order of the input. */
async function* inOrder<T, R>(items: AsyncIterable<T>, run: (item: T) => Promise<R>, width: number): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for await (const item of items) {
    running.push(run(item));
    const first = running.length >= width ? running.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const result of running) yield await result;
}

/** A bar on a terminal; silent elsewhere, where the closing line says enough. */
function startProgress(): { step: (done: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { step: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: '{value} graded · {duration_formatted}', stream: process.stderr }, Presets.rect);
  bar.start(0, 0);
  return { step: (done) => bar.update(done), stop: () => bar.stop() };
}
