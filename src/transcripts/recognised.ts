import type { InputFault } from '../core/errors.ts';
import type { Submission } from '../core/submission.ts';

/** A question of the bank, in the words in which an interviewer may ask it. */
export type BankQuestion = {
  readonly id: string;
  readonly title: string;
  readonly prompt: string;
  /** The same in English; absent where the bank has none. */
  readonly en?: { readonly title: string; readonly prompt: string };
};

/** What could not be taken from a file, with its place: `line` is the row of a sheet or the line of a text. */
export type FileFault = InputFault & { readonly file: string };

/** Who a speaker is. `other`: neither asks nor is asked, such as a note taker. `unknown`: it could not be told. */
export type Role = 'interviewer' | 'candidate' | 'other' | 'unknown';

export type Speaker = {
  readonly name: string;
  readonly role: Role;
  /** How many turns are theirs. */
  readonly turns: number;
};

/** One speaker's stretch of an interview. */
export type Turn = {
  /** Place in the file, from 1. */
  readonly number: number;
  readonly speaker: string;
  readonly role: Role;
  readonly text: string;
  /** The time as the file has it, such as `00:12:03`; null where it has none. */
  readonly at: string | null;
  /** The questions that it asks, follows up or answers, by id; none for small talk and for what is not in the bank. */
  readonly questions: readonly string[];
};

/** How near a text comes to a question: 0 nothing in common, 1 the same words. */
export type Similar = { readonly question: string; readonly similarity: number };

/** A question of the interviewer that was not told to be one of the bank: nothing is like it, or more than one is. */
export type UnmatchedTurn = {
  readonly turn: number;
  readonly text: string;
  readonly reason: 'unmatched' | 'ambiguous';
  /** The nearest questions of the bank, best first, at most three. */
  readonly nearest: readonly Similar[];
};

/** An interview, its speakers told apart and its answers joined. */
export type Interview = {
  readonly kind: 'interview';
  readonly speakers: readonly Speaker[];
  readonly turns: readonly Turn[];
  readonly submissions: readonly Submission[];
  readonly unmatched: readonly UnmatchedTurn[];
  readonly faults: readonly FileFault[];
};

/** A sheet of answers. */
export type Sheet = {
  readonly kind: 'sheet';
  readonly submissions: readonly Submission[];
  readonly faults: readonly FileFault[];
};

export type Recognised = Interview | Sheet;

/** A turn as a format gives it, before anybody knows who speaks. */
export type SpokenTurn = {
  readonly speaker: string;
  readonly text: string;
  readonly at: string | null;
};

/** A row of a sheet: `number` as a spreadsheet or an editor counts it, from 1. */
export type TableRow = { readonly number: number } & (
  | { readonly cells: readonly string[] }
  | { readonly fault: string }
);
