import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import { parseJsonLine } from '../core/json-line.ts';
import { Label } from '../core/verdict.ts';

/** A labelled answer: what a rater said of every point, and which red flags they saw. */
export const Fixture = z.strictObject({
  id: z.string().min(1),
  question: z.string().min(1),
  style: z.string(),
  answer: z.string(),
  labels: z.record(z.string(), Label),
  red_flags: z.array(z.string()),
  /** Points on which a fair rater might have chosen the neighbouring verdict. */
  uncertain: z.array(z.string()),
});
export type Fixture = z.infer<typeof Fixture>;

/**
 * The labelled answers of one question, in the order of its file; none where there is no file.
 *
 * @throws {InvalidInput} naming file and line of a line that is not a fixture
 */
export function readFixtures(folder: string, set: string, question: string): Fixture[] {
  const path = join(folder, set, `${question}.jsonl`);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = Fixture.safeParse(parseJsonLine(line));
    if (parsed.success) return [parsed.data];
    const faults = parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      message: issue.message,
      line: index + 1,
    }));
    throw new InvalidInput(path, faults);
  });
}
