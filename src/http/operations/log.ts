import { type Logger, pino } from 'pino';
import type { OperationSettings } from '../../config/operations.ts';
import { terminalLines } from './terminal-lines.ts';

/** Where the service says what happens: one JSON object a line. Nothing of an answer, a name or a key is ever given to it. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'flush'>;

/** A log on standard error; on a terminal in lines for people. */
export function openLog(level: OperationSettings['logLevel']): Log {
  return process.stderr.isTTY
    ? logTo(level, terminalLines(process.stderr))
    : logTo(level, pino.destination({ fd: 2, sync: false }));
}

/** A log that writes its lines to somebody. */
export function logTo(level: OperationSettings['logLevel'], to: { write: (line: string) => void }): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    to,
  );
}

/**
 * What may be logged of an error: its name, and where it was thrown. Its message may quote what somebody sent, so it is
 * left out unless the log is asked for everything.
 */
export function loggedError(error: unknown): { readonly error: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: `${error.name}${code}`, at: frames.map((line) => line.trim()) };
}
