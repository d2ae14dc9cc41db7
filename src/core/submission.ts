import { z } from 'zod';

/** Where an answer came from: a file, and in it the row of a sheet or the turns of an interview. */
export const Origin = z.strictObject({
  file: z.string().min(1),
  /** Name of the sheet, where a workbook holds several. */
  sheet: z.string().optional(),
  /** Row as a spreadsheet or an editor counts them, from 1, the header included. */
  row: z.int().positive().optional(),
  /** The turns that the answer was joined from, by their number in the file, from 1; `start`, `end` are offsets into the answer. */
  turns: z
    .array(z.strictObject({ turn: z.int().positive(), start: z.int().nonnegative(), end: z.int().nonnegative() }))
    .optional(),
});
export type Origin = z.infer<typeof Origin>;

/** One answer handed in for grading: `id` names it within its batch. */
export const Submission = z.strictObject({
  id: z.string().min(1).max(200),
  candidate: z.string().min(1).max(200).nullable(),
  question: z.string().min(1),
  answer: z.string(),
  origin: Origin.nullable(),
});
export type Submission = z.infer<typeof Submission>;
