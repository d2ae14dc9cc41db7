import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import { AnswerResult } from './answer-result.ts';

/** What it takes to run the same again. A hash is `sha256:` and the hash of a text; null is what was not used or is not known. */
export const RunManifest = z.strictObject({
  date: z.iso.datetime(),
  version: z.string(),
  commit: z.string().nullable(),
  engine: z.enum(['heuristic', 'hybrid']),
  /** Where verdicts came from: reckoned here, asked of the model, or replayed. */
  source: z.enum(['reckoned', 'live', 'replayed']),
  model: z.string().nullable(),
  prompt: z.string().nullable(),
  rubrics: z.record(z.string(), z.string()),
  fixtures: z.string(),
  repeat: z.int().positive(),
  min_pass: z.int().positive(),
  /** The filters as they were typed. */
  filters: z.record(z.string(), z.string()),
});
export type RunManifest = z.infer<typeof RunManifest>;

/** A run as a file keeps it. Figures and gates stand there for other programs and are reckoned anew when it is read. */
export const RunFile = z.object({
  format: z.literal('answer-grader/run'),
  format_version: z.literal(1, 'is of a format that this version does not read'),
  manifest: RunManifest,
  results: z.array(AnswerResult),
});
export type RunFile = z.infer<typeof RunFile>;

/** Reads a run. @throws {InvalidInput} naming the first fault */
export function readRun(path: string): RunFile {
  const refuse = (message: string): never => {
    throw new InvalidInput(path, [{ field: '', message }]);
  };
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return refuse(
      code === undefined ? 'is not JSON; give a file written with -o NAME.json' : `cannot be read (${code})`,
    );
  }
  const parsed = RunFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`is not a run of \`check\`: ${issue?.path.join('.')}: ${issue?.message}`);
}
