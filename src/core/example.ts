import { z } from 'zod';
import { Label } from './verdict.ts';

const Text = z.string().trim().min(1, 'must not be empty');

/** A sentence that a rater would label so for one point. `from` is the labelled answer that it is a piece of. */
export const PointExample = z.strictObject({
  point: z.string(),
  label: Label,
  text: Text,
  from: z.string().optional(),
});

/** A sentence that commits a red flag, or names the conduct without committing it. `from` as above. */
export const FlagExample = z.strictObject({
  flag: z.string(),
  committed: z.boolean(),
  text: Text,
  from: z.string().optional(),
});

/** A labelled sentence from which the heuristic judge learns; one a line in `<question id>.examples.jsonl` beside the rubric. */
export const Example = z.union([PointExample, FlagExample]);
export type Example = z.infer<typeof Example>;
