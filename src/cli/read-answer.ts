import { readFileSync, statSync } from 'node:fs';
import { AnswerText } from '../core/answer-text.ts';
import { InvalidInput } from '../core/errors.ts';
import type { Rubric } from '../core/rubric.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';

const mostBytes = 256 * 1024;

/**
 * The answer of a command: its argument, else `--file`, else standard input.
 *
 * @throws {InvalidInput} when none is given, it cannot be read, is no UTF-8 text, or is too long
 */
export async function readAnswer(given: {
  readonly text: string | undefined;
  readonly file: string | undefined;
}): Promise<string> {
  if (given.text !== undefined && given.file !== undefined) {
    throw fault('--file', 'give the answer as an argument or as a file, not both');
  }
  if (given.text !== undefined) return checked(given.text, 'the answer');
  if (given.file !== undefined) return checked(decode(readBytes(given.file), given.file), given.file);
  if (process.stdin.isTTY) {
    throw fault('the answer', 'is missing; give it as an argument, with --file, or on standard input');
  }
  return checked(decode(await readStandardInput(), 'standard input'), 'standard input');
}

function readBytes(path: string): Uint8Array {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw fault(path, 'there is no such file');
  if (found.isDirectory()) throw fault(path, 'is a folder; name a file');
  if (found.size > mostBytes) throw tooLarge(path);
  try {
    return readFileSync(path);
  } catch (error) {
    throw fault(path, `cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw tooLarge('standard input');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault(source, 'is not UTF-8 text; save it as UTF-8 and try again');
  }
}

function checked(answer: string, source: string): string {
  const parsed = AnswerText.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw fault(source, parsed.error.issues.map((issue) => issue.message).join('; '));
}

function tooLarge(source: string): InvalidInput {
  return fault(source, `is larger than ${mostBytes / 1024} kB; an answer is at most 20,000 characters`);
}

function fault(source: string, message: string): InvalidInput {
  return new InvalidInput(source, [{ field: '', message }]);
}

/** The rubric of the question that was named. @throws {InvalidInput} when none was; {NotFound} when there is no such question */
export function questionOf(named: string | undefined, catalogue: Catalogue): Rubric {
  if (named !== undefined) return catalogue.rubric(named);
  throw new InvalidInput('grade', [
    { field: 'question', message: 'name a question, or a file with --in; `questions` lists what there is' },
  ]);
}
