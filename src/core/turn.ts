import { z } from 'zod';

/** Who a speaker is. `other`: neither asks nor is asked, such as a note taker. `unknown`: it could not be told. */
export const Role = z.enum(['interviewer', 'candidate', 'other', 'unknown']);
export type Role = z.infer<typeof Role>;

/** One speaker's stretch of an interview. */
export const Turn = z.strictObject({
  /** Place in the file, from 1. */
  number: z.int().positive(),
  speaker: z.string(),
  role: Role,
  text: z.string(),
  /** The time as the file has it, such as `00:12:03`; null where it has none. */
  at: z.string().nullable(),
  /** The questions that it asks, follows up or answers, by id; none for small talk and for what is not in the bank. */
  questions: z.array(z.string()).readonly(),
});
export type Turn = z.infer<typeof Turn>;

/** The text of an interview that answers of a batch were taken from. */
export type Transcript = { readonly file: string; readonly turns: readonly Turn[] };

/** The transcripts of batches, kept. One goes with the batch, or with the first of its candidates who is deleted. */
export type TranscriptStore = {
  /** Keeps transcripts with their batch; those that are there already stay as they are. */
  readonly keep: (batch: string, transcripts: readonly Transcript[]) => Promise<void>;
  readonly find: (batch: string, file: string) => Promise<Transcript | undefined>;
  /** The files of a batch that have one, by name. */
  readonly files: (batch: string) => Promise<readonly string[]>;
};
