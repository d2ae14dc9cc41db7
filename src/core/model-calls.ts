import type { Cost, Judgement, Usage } from './judge.ts';

/**
 * Judgements kept, so that the same question is never paid for twice: in a file of this machine, or shared by a fleet.
 * What cannot be read or written is thrown, {@link StoreUnavailable} where it may work later: it is no reason to pay again.
 */
export type ReplyCache = {
  /** The judgement as it was kept; undefined where there is none. */
  readonly find: (key: string) => Promise<Judgement | undefined> | Judgement | undefined;
  /** Keeps a judgement; one that is there under the key is replaced. */
  readonly keep: (key: string, judgement: Judgement) => Promise<void> | void;
};

/** Kept judgements, out of which those of some answers can be taken: a judgement quotes its answer. */
export type KeptReplies = ReplyCache & {
  /** Forgets every judgement of these answers. */
  readonly forget: (answers: readonly string[]) => Promise<void> | void;
};

/** Kept judgements that a fleet shares. */
export type SharedReplies = ReplyCache & {
  /** Forgets every judgement whose key begins with one of these. */
  readonly forgetUnder: (prefixes: readonly string[]) => Promise<void>;
  /** How many judgements are kept, and how many bytes they have as JSON. */
  readonly size: () => Promise<{ readonly replies: number; readonly bytes: number }>;
  /** Forgets every judgement. @returns how many there were */
  readonly forgetAll: () => Promise<number>;
};

/**
 * Takes one of the places for calls that several processes share, waiting until one is free; the function that it gives
 * returns the place. Each try of a call takes a place of its own, so that none is held while a call waits to be tried again.
 *
 * @throws {JudgeUnavailable} when `signal` is aborted while it waits
 */
export type AcquireCall = (signal?: AbortSignal) => Promise<() => Promise<void> | void>;

/** One call to a model's endpoint as it went: every try is one. */
export type ObservedCall = {
  readonly model: string;
  /** Address of the endpoint, without a user name or password. */
  readonly endpoint: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly ms: number;
  /** What was used up; undefined where the call failed. */
  readonly usage: Usage | undefined;
  /** Undefined where the call failed or the price of the model is not known. */
  readonly cost: Cost | undefined;
  /** Why it failed, or why its reply is not to be read (refused, filtered, cut off) though it was paid for. */
  readonly error: Error | undefined;
};
