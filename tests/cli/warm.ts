import { type ChildProcess, fork } from 'node:child_process';
import { type Given, plainEnvironment, type Run, root } from './run.ts';

/** A command line for the warm process, and where and with what it runs. */
export type WarmCommand = {
  readonly args: readonly string[];
  readonly input: string | Uint8Array;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
};

let warm: ChildProcess | undefined;
let crash = '';
let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs the command line as `runGrader` does, but in a process that has run others before: what a start costs is paid once for a file
 * of tests. It is for what a command says and writes; where its start, its end or signals matter, it takes `runGrader`.
 */
export function runWarm(args: readonly string[], given: Given = {}): Promise<Run> {
  const env = { ...plainEnvironment, ...given.env };
  const run = turn.then(() => ask({ args, input: given.input ?? '', env, cwd: given.cwd ?? root }));
  turn = run.catch(() => undefined);
  return run;
}

function ask(command: WarmCommand): Promise<Run> {
  const child = warm ?? start();
  warm = child;
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      warm = undefined;
      reject(new Error(`${command.args.join(' ')} ended the process that it ran in, with ${code}: ${crash}`));
    };
    child.once('exit', ended);
    child.once('message', (run) => {
      child.off('exit', ended);
      resolve(run as Run);
    });
    child.send(command);
  });
}

/** It ends with us: it hears nothing but this channel. */
function start(): ChildProcess {
  const child = fork(new URL('warm-process.ts', import.meta.url), {
    execArgv: [],
    env: plainEnvironment,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  crash = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    crash += text;
  });
  return child;
}
