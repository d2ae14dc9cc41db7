import type { Span } from './normalise.ts';

/** Where sentences and clauses of a normalised text begin and end. Empty text: no sentence, no clause. */
export type Structure = {
  readonly sentences: readonly Span[];
  readonly clauses: readonly Span[];
  /** Index into `sentences` for each offset of the text. */
  readonly sentenceAt: Int32Array;
  /** Index into `clauses` for each offset of the text. */
  readonly clauseAt: Int32Array;
};

const sentenceEnd = 2;
const clauseEnd = 1;
/** What ends at a UTF-16 unit: nothing, a clause, or a sentence and a clause with it. */
const endsAt = new Uint8Array(0x10000);
for (const stop of '，：“”（）—') endsAt[stop.charCodeAt(0)] = clauseEnd;
for (const stop of '。！？；\n') endsAt[stop.charCodeAt(0)] = sentenceEnd;
// Speech without punctuation is cut where a speaker would breathe.
const breath =
  /^(?:然后|接着|但是|不过|所以|另外|还有|而且|如果|要是|第[一二三四五六]|and then|but |so that|because |if )/;
const breathStarts = new Set([...'然接但不所另还而如要第abis'].map((character) => character.charCodeAt(0)));
const longClauseUnits = 24;

/** Cuts a normalised text into sentences and clauses; the stop belongs to what it ends. */
export function cutClauses(text: string, unit: Int32Array): Structure {
  const sentences = cut(text, sentenceEnd);
  const clauses: Span[] = [];
  for (const clause of cut(text, clauseEnd)) breathe(clauses, text, unit, clause);
  const indexes = new Int32Array(2 * text.length);
  const sentenceAt = indexes.subarray(0, text.length);
  const clauseAt = indexes.subarray(text.length);
  number(sentences, sentenceAt);
  number(clauses, clauseAt);
  return { sentences, clauses, sentenceAt, clauseAt };
}

function cut(text: string, end: number): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if ((endsAt[text.charCodeAt(index)] ?? 0) >= end) {
      spans.push({ start, end: index + 1 });
      start = index + 1;
    }
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans;
}

/** Adds a clause, or the pieces of a long one. */
function breathe(spans: Span[], text: string, unit: Int32Array, clause: Span): void {
  if ((unit[clause.end] ?? 0) - (unit[clause.start] ?? 0) <= longClauseUnits) {
    spans.push(clause);
    return;
  }
  let start = clause.start;
  for (let index = clause.start + 2; index < clause.end - 2; index++) {
    if (index - start < 4 || !breathStarts.has(text.charCodeAt(index))) continue;
    if (breath.test(text.slice(index, index + 9))) {
      spans.push({ start, end: index });
      start = index;
    }
  }
  spans.push({ start, end: clause.end });
}

/** Writes the number of each span at every offset in it. */
function number(spans: readonly Span[], at: Int32Array): void {
  for (const [index, span] of spans.entries()) at.fill(index, span.start, span.end);
}
