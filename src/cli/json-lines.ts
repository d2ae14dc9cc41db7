import type { z } from 'zod';
import type { Fault, JsonLines } from '../checks/lint/project.ts';
import { fieldName } from '../grading/yaml-file.ts';

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
    const value = parseLine(source);
    if (value === undefined) {
      faults.push({ file, line, field: '', message: 'is not one JSON value' });
      continue;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) entries.push({ line, data: parsed.data });
    else
      for (const issue of parsed.error.issues)
        faults.push({ file, line, field: fieldName(issue.path), message: issue.message });
  }
  return { file, text, entries, faults };
}

function parseLine(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
