import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { InvalidInput } from '../core/errors.ts';

const mostBytes = 256 * 1024;

/**
 * The answer of a command: its argument, else `--file`, else standard input.
 *
 * @throws {InvalidInput} when none is given, the file cannot be read, or the bytes are not UTF-8 text
 */
export async function readAnswer(given: { readonly text: string | undefined; readonly file: string | undefined }): Promise<string> {
  if (given.text !== undefined && given.file !== undefined) {
    throw new InvalidInput('grade', [{ field: '--file', message: 'give the answer as an argument or as --file, not both' }]);
  }
  if (given.text !== undefined) return checked(given.text, 'argument');
  if (given.file !== undefined) return checked(decode(readBytes(given.file), given.file), given.file);
  if (process.stdin.isTTY) {
    throw new InvalidInput('grade', [{ field: 'text', message: 'there is no answer: give it as an argument, with --file, or on standard input' }]);
  }
  return checked(await readAll(process.stdin), 'standard input');
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InvalidInput(path, [{ field: '', message: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})` }]);
  }
}

function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInput(source, [{ field: '', message: 'is not UTF-8 text; save it as UTF-8 and try again' }]);
  }
}

function checked(answer: string, source: string): string {
  if (answer.includes('\u0000')) throw new InvalidInput(source, [{ field: '', message: 'holds a NUL character, so it is not a text' }]);
  if (Buffer.byteLength(answer) > mostBytes) {
    throw new InvalidInput(source, [{ field: '', message: `is longer than ${mostBytes / 1024} kB; an answer is at most 20,000 characters` }]);
  }
  if (answer.length > longestAnswer) {
    throw new InvalidInput(source, [{ field: '', message: `is ${answer.length} characters long; an answer is at most ${longestAnswer}` }]);
  }
  return answer;
}

/** Characters (UTF-16 units) of the longest answer that is accepted. */
export const longestAnswer = 20_000;
