import { CommanderError } from 'commander';
import { CostLimitReached, InvalidInput, NotFound } from '../core/errors.ts';

/** Exit codes: fine, checks failed, anything else. */
export const exitCode = { fine: 0, checksFailed: 100, failed: 1 } as const;

/**
 * Says on standard error what went wrong, in one clear line a fault, and gives the exit code. Faults of the program
 * itself say that they are.
 */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.failed;
  process.stderr.write(`${describe(error)}\n`);
  return exitCode.failed;
}

function describe(error: unknown): string {
  if (error instanceof InvalidInput || error instanceof NotFound) return error.message;
  if (error instanceof CostLimitReached) return `${error.message}; nothing was graded`;
  if (error instanceof Error) return `this is a fault of answer-grader itself: ${error.message}`;
  return `this is a fault of answer-grader itself: ${String(error)}`;
}
