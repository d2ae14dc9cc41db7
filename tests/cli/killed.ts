import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { endWithUs, plainEnvironment, root } from './run.ts';

/** Numbers from 0 to below 1 that look like chance and are always the same. @param seed - any whole number */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  // Mulberry32.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A process of the program that a test can kill. */
export type Running = {
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** What it said on standard error so far. */
  readonly said: () => string;
  /** Ends it as a power cut would, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Asks it to end. */
  readonly stop: () => void;
  readonly signal: (name: NodeJS.Signals) => void;
};

/** Starts the program. */
export function startProgram(args: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child: ChildProcess = spawn(process.execPath, ['src/main.ts', ...args], {
    cwd: root,
    env: { ...plainEnvironment, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  endWithUs(child);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    ended,
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => void child.kill('SIGTERM'),
    signal: (name) => void child.kill(name),
  };
}

/** Resolves when something holds, looking every few milliseconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
