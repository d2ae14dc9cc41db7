import type { ObservedCall } from '../core/model-calls.ts';
import type { Grader } from '../grading/answer/grade-answer.ts';

/** What watches a process that works by itself, and tells it to stop. */
export type Watch = {
  /** Says what happens. */
  readonly say: (line: string) => void;
  /** Says that something failed and where, but nothing of what it may quote. */
  readonly fault: (where: Readonly<Record<string, string | number>>, error: unknown, line: string) => void;
  /** Aborted by the first signal; a second one ends the process at once. */
  readonly stopping: AbortSignal;
  /** Is to be told of every call to the model. */
  readonly onCall: (call: ObservedCall) => void;
  /** The same grader, every grade of which is counted. */
  readonly observe: (grader: Grader) => Grader;
  /** Sends what has not been sent yet, and ends. */
  readonly close: () => Promise<void>;
};
