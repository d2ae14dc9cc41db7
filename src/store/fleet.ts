import type { AcquireCall, SharedReplies } from '../core/model-calls.ts';

/** What processes on several machines have in common, where they share a database. */
export type Fleet = {
  readonly replies: SharedReplies;
  /** One limit on calls to the model, for all of them together. */
  readonly limitCalls: (most: number) => AcquireCall;
};
