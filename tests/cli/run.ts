import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a run of the command line left behind. */
export type Run = { readonly code: number | null; readonly out: string; readonly err: string };

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the program keeps; a folder of its own for each file of tests. */
const data = mkdtempSync(join(tmpdir(), 'grader-data-'));
process.once('exit', () => rmSync(data, { recursive: true, force: true }));

/** The environment of a fresh machine: no key, no colours. */
export const plainEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TMPDIR: tmpdir(),
  NO_COLOR: '1',
  GRADER_DATA: data,
  ...(process.env.GRADER_RUBRICS === undefined ? {} : { GRADER_RUBRICS: process.env.GRADER_RUBRICS }),
};

/** What a command line is given besides its words. */
export type Given = { readonly input?: string | Uint8Array; readonly env?: NodeJS.ProcessEnv; readonly cwd?: string };

/** A process that a test left running, because it failed perhaps, ends with the file of tests. */
export function endWithUs(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

/** Runs the command line as a process of its own, with nothing on standard input unless given. */
export function runGrader(args: readonly string[], given: Given = {}): Promise<Run> {
  return runProcess([process.execPath, join(root, 'src/main.ts'), ...args], given);
}

/** Runs a line in a shell in the checkout, as a reader of the documentation would. */
export function runShell(line: string, env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const path = `${dirname(process.execPath)}:${plainEnvironment.PATH}`;
  return runProcess(['bash', '-o', 'pipefail', '-c', line], { env: { PATH: path, ...env } });
}

function runProcess([file = '', ...args]: readonly string[], given: Given): Promise<Run> {
  const child = spawn(file, args, { cwd: given.cwd ?? root, env: { ...plainEnvironment, ...given.env } });
  endWithUs(child);
  child.stdin.on('error', () => undefined);
  child.stdin.end(given.input ?? '');
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
