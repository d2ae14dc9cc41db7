import type { z } from 'zod';
import type { Fault, JsonLines } from '../../checks/lint/project.ts';
import { parseJsonLine } from '../../core/json-line.ts';
import { fieldName } from '../../grading/catalogue/yaml-file.ts';

/** Every line that parses, and what is wrong with the others. */
export function parseJsonLines<T>(
  text: string,
  schema: z.ZodType<T>,
  file: string,
): JsonLines<T> & { readonly faults: readonly Fault[] } {
  const entries: { line: number; data: T }[] = [];
  const faults: Fault[] = [];
  for (const [index, source] of text.split('\n').entries()) {
    if (source.trim() === '') continue;
    const line = index + 1;
    const value = parseJsonLine(source);
    if (value === undefined) {
      faults.push({ file, line, field: '', message: 'is not one JSON value' });
      continue;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) entries.push({ line, data: parsed.data });
    else
      for (const issue of parsed.error.issues.flatMap(nearest))
        faults.push({ file, line, field: fieldName(issue.path), message: issue.message });
  }
  return { file, text, entries, faults };
}

/** Of a value that may be one of several things: the faults of the one that it comes nearest to. */
function nearest(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [first] = issue.errors.toSorted((a, b) => a.length - b.length);
  return first?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) ?? [issue];
}
