import type { Span } from './normalise.ts';

/** The Chinese characters and whole other words of a text, in order; all else parts words. Empty text: none. */
export function tokensOf(text: string): Span[] {
  const tokens: Span[] = [];
  let word = -1;
  for (let index = 0; index < text.length; ) {
    const next = index + (isHighSurrogate(text.charCodeAt(index)) ? lengthAt(text, index) : 1);
    const kind = kindOf(text, index, next);
    if (kind === 'word') {
      if (word < 0) word = index;
    } else {
      if (word >= 0) tokens.push({ start: word, end: index });
      word = -1;
      if (kind === 'han') tokens.push({ start: index, end: next });
    }
    index = next;
  }
  if (word >= 0) tokens.push({ start: word, end: text.length });
  return tokens;
}

function kindOf(text: string, start: number, end: number): 'han' | 'word' | 'other' {
  const code = text.charCodeAt(start);
  if (code >= 0x4e00 && code <= 0x9fff) return 'han';
  if (code < 0x80) return /[a-z0-9]/i.test(text[start] ?? '') ? 'word' : 'other';
  const character = text.slice(start, end);
  if (/\p{Script=Han}/u.test(character)) return 'han';
  return /[\p{L}\p{N}]/u.test(character) ? 'word' : 'other';
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

function lengthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
