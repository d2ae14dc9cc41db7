import { z } from 'zod';

/** A stretch of the answer exactly as it was received, as half-open UTF-16 offsets. */
export const Span = z.object({ start: z.int().nonnegative(), end: z.int().positive() });
export type Span = z.infer<typeof Span>;

/** A span with the words that stand there: `quote` is `answer.slice(start, end)`. */
export const Evidence = Span.extend({ quote: z.string().min(1) });
export type Evidence = z.infer<typeof Evidence>;

const shortestQuote = 2;

/**
 * Finds a quotation in an answer. Width, case, spacing and punctuation are folded, and the quotation may leave words out
 * with an ellipsis, so that a judge who copies by hand is understood; a changed word is not.
 *
 * @returns the stretches that were quoted, in order; empty when any part is not there or is shorter than two characters
 */
export function locateEvidence(answer: string, quotation: string): Evidence[] {
  return createLocator(answer)(readQuotation(quotation));
}

/** A quotation as it is searched for: its parts between ellipses, folded; parts of nothing but punctuation are left out. */
export type Quotation = readonly string[];

/** Reads a quotation once, to be looked for in several texts. */
export function readQuotation(quotation: string): Quotation {
  const parts = /…|\.{3}|⋯/.test(quotation) ? quotation.split(/…+|\.{3,}|⋯+/) : [quotation];
  return parts.map(foldWords).filter((part) => part.length > 0);
}

/** {@link locateEvidence} for many quotations from one answer, which is folded once. */
export function createLocator(answer: string): (quotation: Quotation) => Evidence[] {
  const haystack = fold(answer);
  return (quotation) => {
    const found: Evidence[] = [];
    let from = 0;
    for (const part of quotation) {
      const at = part.length < shortestQuote ? -1 : haystack.text.indexOf(part, from);
      if (at < 0) return [];
      from = at + part.length;
      found.push(evidenceAt(answer, { start: haystack.start[at] ?? 0, end: haystack.end[from - 1] ?? 0 }));
    }
    return found;
  };
}

/** The evidence that a span of the answer is. @throws {RangeError} when the span is empty or lies outside the answer */
export function evidenceAt(answer: string, span: Span): Evidence {
  if (span.start >= span.end || span.end > answer.length) {
    throw new RangeError(`span ${span.start}–${span.end} in an answer of ${answer.length}`);
  }
  return { start: span.start, end: span.end, quote: answer.slice(span.start, span.end) };
}

/** Do two spans share a character? */
export function overlaps(first: Span, second: Span): boolean {
  return first.start < second.end && second.start < first.end;
}

/** Letters, digits and characters only, NFKC and lower case, each with the raw offsets that it came from. */
function fold(raw: string): { text: string; start: number[]; end: number[] } {
  let text = '';
  const start: number[] = [];
  const end: number[] = [];
  let offset = 0;
  for (const character of raw) {
    const next = offset + character.length;
    const folded = foldCharacter(character);
    text += folded;
    for (let index = 0; index < folded.length; index++) {
      start.push(offset);
      end.push(next);
    }
    offset = next;
  }
  return { text, start, end };
}

function foldWords(raw: string): string {
  let text = '';
  for (const character of raw) text += foldCharacter(character);
  return text;
}

function foldCharacter(character: string): string {
  // Nearly every character of an answer is one of these, and is itself when folded.
  if (/^[\u4e00-\u9fffa-z0-9]$/.test(character)) return character;
  const folded = character.normalize('NFKC').toLowerCase();
  return folded.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, '');
}
