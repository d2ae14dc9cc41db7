import { realpathSync, statSync } from 'node:fs';
import { InvalidInput } from '../../core/errors.ts';

/** The files of a run as they were named; a question has no place beside them, each row names its own. */
export type FileRequest = {
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly question: string | undefined;
  /** The flag that names the output, where it is not --out. */
  readonly outputFlag?: string;
};

/** @throws {InvalidInput} for a missing input, the input as the output, or flags that do not fit */
export function checkFiles({ input, output, question, outputFlag = '--out' }: FileRequest): {
  input: string;
  output: string;
} {
  checkNoQuestion(question);
  if (input === undefined || output === undefined) {
    throw new InvalidInput('grade', [
      { field: input === undefined ? '--in' : outputFlag, message: `is missing; --in and ${outputFlag} go together` },
    ]);
  }
  checkInput(input);
  if (statSync(output, { throwIfNoEntry: false }) !== undefined && realpathSync(output) === realpathSync(input)) {
    throw new InvalidInput(output, [{ field: outputFlag, message: 'is the input itself; name another file' }]);
  }
  return { input, output };
}

/** @throws {InvalidInput} when an input is missing or a folder */
export function checkInput(input: string): void {
  const found = statSync(input, { throwIfNoEntry: false });
  if (found === undefined) throw new InvalidInput(input, [{ field: '', message: 'there is no such file' }]);
  if (found.isDirectory()) throw new InvalidInput(input, [{ field: '', message: 'is a folder; name a file' }]);
}

/** @throws {InvalidInput} when an output that is always JSONL is to be called something else */
export function checkJsonLines(output: string): void {
  if (!output.endsWith('.jsonl')) throw new InvalidInput(output, [{ field: '', message: 'must be a .jsonl file' }]);
}

/** @throws {InvalidInput} when a question is named beside a file whose rows name theirs */
export function checkNoQuestion(question: string | undefined): void {
  if (question !== undefined) {
    throw new InvalidInput('grade', [
      { field: question, message: 'with --in, each row of the file names its question' },
    ]);
  }
}
