import type { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import { issueInChinese } from './issue-words.ts';

/** Parses a part of a request. @throws {InvalidInput} naming every field at fault */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, source: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    source,
    parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      message: issue.message,
      zh: issueInChinese(issue),
    })),
  );
}
