import type { Alike } from './alike.ts';
import type { InputFault } from './errors.ts';
import type { Grade } from './grade.ts';
import type { Lang } from './judge.ts';
import type { Submission } from './submission.ts';

/** How a batch is to be judged. */
export type BatchSettings = {
  readonly engine: 'heuristic' | 'hybrid';
  readonly lang: Lang;
  /**
   * The judge that it is meant for, as a label: only who judges by that label takes up its items unasked. null: whoever
   * judges by the engine.
   */
  readonly judge: string | null;
};

/**
 * `filling`: answers are still being added, some may be graded already. `running`: all answers are there. `done`: every item
 * has ended. `cancelled`: nobody takes up its items any more; what was graded stays.
 */
export type BatchState = 'filling' | 'running' | 'done' | 'cancelled';

/** One job over many answers. Times are ISO 8601 in UTC. */
export type Batch = BatchSettings & {
  readonly id: string;
  readonly name: string;
  readonly state: BatchState;
  /** Hash of what was sent and how it is to be judged: the same file sent twice is recognised by it. */
  readonly fingerprint: string;
  /** What could not be taken from its files, each with its place. These are no items. */
  readonly faults: readonly (InputFault & { readonly file: string })[];
  readonly createdAt: string;
  readonly endedAt: string | null;
};

/** How an item ended, or where it stands. `ungraded`: the grader failed, for the reason given. */
export type ItemState = 'waiting' | 'running' | 'graded' | 'insufficient' | 'ungraded' | 'cancelled';

/** One answer of a batch. */
export type Item = {
  readonly batch: string;
  /** Place in the batch, from 0, in the order of the input. */
  readonly position: number;
  readonly submission: Submission;
  readonly state: ItemState;
  /** Why it is ungraded; null otherwise. */
  readonly reason: string | null;
  /** The grade in force, as it is shown; null while there is none. */
  readonly grade: Grade | null;
  /** null: nobody else's answer is nearly the same. */
  readonly alike: Alike | null;
  /** Have raters or new weights had a say in what counts of it? */
  readonly revised: boolean;
};

/** Where a batch stands. */
export type BatchProgress = {
  readonly total: number;
  readonly counts: Readonly<Record<ItemState, number>>;
  /** Grades that ask for a person. */
  readonly toReview: number;
  /** Grades that the heuristics made because the model could not be asked. */
  readonly fellBack: number;
  /** Money spent so far, by currency. */
  readonly cost: Readonly<Record<string, number>>;
};

/** Batches, kept. */
export type BatchStore = {
  /**
   * Opens a batch in the state `filling`. Where one with the same fingerprint is kept and was not cancelled, the latest such
   * is given instead, and `known` is true; `anew` opens another one all the same.
   */
  readonly open: (
    request: BatchSettings & { readonly name: string; readonly fingerprint: string; readonly anew?: boolean },
  ) => Promise<{ readonly batch: Batch; readonly known: boolean }>;
  /** Adds answers in order, in one transaction. `from` is the position of the first: those that are there already stay as they are. */
  readonly add: (batch: string, from: number, submissions: readonly Submission[]) => Promise<void>;
  /**
   * Everything was added: `filling` becomes `running`, or `done` where nothing is left to do. `alike`: the near-identical answers by
   * position, which are kept in the same transaction, so that no batch ends before they are known.
   */
  readonly seal: (batch: string, faults: Batch['faults'], alike?: ReadonlyMap<number, Alike>) => Promise<void>;
  readonly find: (batch: string) => Promise<Batch | undefined>;
  /** The latest first. */
  readonly list: (query: { readonly after?: string; readonly limit: number }) => Promise<readonly Batch[]>;
  readonly progress: (batch: string) => Promise<BatchProgress>;
  /** Items in the order of the input, from a position on; at most `limit`. */
  readonly items: (batch: string, query: { readonly from: number; readonly limit: number }) => Promise<readonly Item[]>;
  /** Cancels what has not ended. */
  readonly cancel: (batch: string) => Promise<void>;
  /**
   * Lets items wait again that are ungraded, were cancelled, or were judged by the heuristics because the model could not be
   * asked, and gives their number; the batch runs again where there are any. A grade that is made again keeps the old one behind it.
   */
  readonly retry: (batch: string) => Promise<number>;
  /** Removes a batch with its items, answers and grades. */
  readonly remove: (batch: string) => Promise<void>;
};

/** An item taken up by a worker, with what it takes to grade it. */
export type ClaimedItem = Omit<BatchSettings, 'judge'> & {
  readonly batch: string;
  readonly position: number;
  readonly submission: Submission;
};

/** Which items are wanted: of one batch, or of any that is for this engine and judge. */
export type ClaimQuery =
  | { readonly batch: string }
  | { readonly engine: BatchSettings['engine']; readonly judge: string };

/** What became of a claimed item. */
export type ItemOutcome = { readonly grade: Grade; readonly wording: string } | { readonly ungraded: string };

/**
 * The queue of batch items: on the embedded store the items themselves, on PostgreSQL an engine of others. A claim that is
 * neither completed nor given back within its time comes back by itself.
 */
export type BatchQueue = {
  /** Takes up to `most` waiting items, all of one batch; none when there are none now. */
  readonly claim: (query: ClaimQuery, most: number) => Promise<readonly ClaimedItem[]>;
  /**
   * Writes outcomes and completes the items, in one transaction. An item that was completed before, by whomever, keeps what it
   * has. A batch whose last item ends with it becomes `done`.
   */
  readonly complete: (
    results: readonly { readonly item: ClaimedItem; readonly outcome: ItemOutcome }[],
  ) => Promise<void>;
  /** Gives claimed items back, at once. */
  readonly release: (items: readonly ClaimedItem[]) => Promise<void>;
  readonly close: () => Promise<void>;
};
