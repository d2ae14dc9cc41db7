import { existsSync, readFileSync } from 'node:fs';
import { InvalidInput } from '../../core/errors.ts';
import { Example } from '../../core/example.ts';
import { parseJsonLine } from '../../core/json-line.ts';
import type { Rubric } from '../../core/rubric.ts';

/**
 * The labelled sentences that stand beside a rubric, in the order of their file; none where there is no file.
 *
 * @param name - what the file is called in a message
 * @throws {InvalidInput} naming the lines that are no example, or speak of a point or red flag that the rubric does not have
 */
export function readExamples(path: string, rubric: Rubric, name: string): Example[] {
  if (!existsSync(path)) return [];
  const subjects = new Set([...rubric.points, ...rubric.red_flags].map(({ id }) => id));
  const examples: Example[] = [];
  const faults: { field: string; message: string; line: number }[] = [];
  for (const [index, source] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (source.trim() === '') continue;
    const parsed = Example.safeParse(parseJsonLine(source));
    if (!parsed.success) {
      const message = 'must be {"point", "label", "text"} or {"flag", "committed", "text"}, as docs/rubrics.md shows';
      faults.push({ field: '', message, line: index + 1 });
      continue;
    }
    const [field, id] = 'point' in parsed.data ? ['point', parsed.data.point] : ['flag', parsed.data.flag];
    if (subjects.has(id)) examples.push(parsed.data);
    else faults.push({ field, message: `the rubric has no ${field} "${id}"`, line: index + 1 });
  }
  if (faults.length > 0) throw new InvalidInput(name, faults);
  return examples;
}
