import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { AnswerText } from '../core/answer-text.ts';

/** One line of an answer sheet. Other fields are let through unread, so that labelled sheets can be graded as they are. */
const Row = z.looseObject({
  id: z.string().min(1),
  question: z.string().min(1),
  answer: AnswerText,
  candidate: z.string().optional(),
});
export type Row = z.infer<typeof Row>;

/** A line of the file by its number, from 1: a row, or what is wrong with it. `end` is where it ends, in bytes. */
export type Line = { readonly number: number; readonly end: number } & (
  | { readonly row: Row }
  | { readonly fault: string }
);

const longestLine = 1024 * 1024;
const newline = 0x0a;

/**
 * Reads JSONL as a stream; empty lines are skipped. Lines are cut at line feeds in the bytes, because a JSON string may
 * hold other line separators as they are. A line over 1 MB is a fault and is not kept in memory.
 */
export async function* readRows(path: string): AsyncGenerator<Line> {
  let number = 0;
  let end = 0;
  let rest: Buffer = Buffer.alloc(0);
  let tooLong = false;
  const take = (bytes: Buffer): Line | undefined => {
    number++;
    const line = tooLong ? { fault: 'is longer than 1 MB' } : parseLine(bytes, number);
    tooLong = false;
    return line === undefined ? undefined : { number, end, ...line };
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      const line = take(Buffer.concat([rest, chunk.subarray(from, at)]));
      rest = Buffer.alloc(0);
      end += at + 1 - from;
      from = at + 1;
      if (line !== undefined) yield { ...line, end };
    }
    end += chunk.length - from;
    rest = Buffer.concat([rest, chunk.subarray(from)]);
    if (rest.length > longestLine) {
      tooLong = true;
      rest = Buffer.alloc(0);
    }
  }
  const last = rest.length > 0 || tooLong ? take(rest) : undefined;
  if (last !== undefined) yield last;
}

function parseLine(bytes: Buffer, number: number): { row: Row } | { fault: string } | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: number > 1 }).decode(bytes);
  } catch {
    return { fault: 'is not UTF-8 text' };
  }
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'is not JSON' };
  }
  const parsed = Row.safeParse(value);
  if (parsed.success) return { row: parsed.data };
  return {
    fault: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; '),
  };
}
