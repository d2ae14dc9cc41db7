import { z } from 'zod';
import { Submission } from '../core/submission.ts';
import { Role, Turn } from '../core/turn.ts';
import type { Told } from './fault-words.ts';

/** A question of the bank, in the words in which an interviewer may ask it. */
export type BankQuestion = {
  readonly id: string;
  readonly title: string;
  readonly prompt: string;
  /** The same in English; absent where the bank has none. */
  readonly en?: { readonly title: string; readonly prompt: string };
  /** What a good answer talks about; absent where nobody knows. */
  readonly answered?: string;
};

/** What could not be taken from a file, with its place: `line` is the row of a sheet or the line of a text. */
export const FileFault = z.strictObject({
  file: z.string(),
  /** Column, sheet or whatever else names the place; empty for the file or the line as a whole. */
  field: z.string(),
  message: z.string(),
  /** The same in Chinese. */
  zh: z.string().exactOptional(),
  line: z.int().positive().exactOptional(),
});
export type FileFault = z.infer<typeof FileFault>;

/** Somebody who speaks in an interview; `turns` says how often. */
export const Speaker = z.strictObject({ name: z.string(), role: Role, turns: z.int().nonnegative() });
export type Speaker = z.infer<typeof Speaker>;

/** How near a text comes to a question: 0 nothing in common, 1 the same words. */
export const Similar = z.strictObject({ question: z.string(), similarity: z.number().min(0).max(1) });
export type Similar = z.infer<typeof Similar>;

/** A question of the interviewer that was not told to be one of the bank: nothing is like it, or more than one is. */
export const UnmatchedTurn = z.strictObject({
  turn: z.int().positive(),
  text: z.string(),
  reason: z.enum(['unmatched', 'ambiguous']),
  /** The nearest questions of the bank, best first, at most three. */
  nearest: z.array(Similar).readonly(),
});
export type UnmatchedTurn = z.infer<typeof UnmatchedTurn>;

/** An interview, its speakers told apart and its answers joined. */
export const Interview = z.strictObject({
  file: z.string(),
  kind: z.literal('interview'),
  speakers: z.array(Speaker).readonly(),
  turns: z.array(Turn).readonly(),
  submissions: z.array(Submission).readonly(),
  unmatched: z.array(UnmatchedTurn).readonly(),
  faults: z.array(FileFault).readonly(),
});
export type Interview = z.infer<typeof Interview>;

/** A sheet of answers. */
export const Sheet = z.strictObject({
  file: z.string(),
  kind: z.literal('sheet'),
  submissions: z.array(Submission).readonly(),
  faults: z.array(FileFault).readonly(),
});
export type Sheet = z.infer<typeof Sheet>;

/** A file of which nothing could be read, and why. */
export const Unreadable = z.strictObject({
  file: z.string(),
  kind: z.literal('unreadable'),
  faults: z.array(FileFault).readonly(),
});
export type Unreadable = z.infer<typeof Unreadable>;

/** What a file turned out to be. */
export const RecognisedFile = z.discriminatedUnion('kind', [Interview, Sheet, Unreadable]);
export type RecognisedFile = z.infer<typeof RecognisedFile>;

/** A turn as a format gives it, before anybody knows who speaks. */
export type SpokenTurn = {
  readonly speaker: string;
  readonly text: string;
  readonly at: string | null;
};

/** A row of a sheet: `number` as a spreadsheet or an editor counts it, from 1. */
export type TableRow = { readonly number: number } & ({ readonly cells: readonly string[] } | { readonly fault: Told });
