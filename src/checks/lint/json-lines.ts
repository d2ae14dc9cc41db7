import type { z } from 'zod';
import { fieldName, readText } from '../../grading/yaml-file.ts';
import type { Fault } from './project.ts';

/** A file of one JSON value a line. Lines that do not parse are faults. */
export type JsonLines<T> = {
  readonly file: string;
  readonly text: string;
  readonly entries: readonly { readonly line: number; readonly data: T }[];
  readonly faults: readonly Fault[];
};

/** Reads every line that parses. @throws {InvalidInput} when the file cannot be read */
export function readJsonLines<T>(path: string, schema: z.ZodType<T>, file: string): JsonLines<T> {
  const text = readText(path, file);
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
