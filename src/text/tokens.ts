/** Where the tokens of a text begin and end: token i is `text.slice(start[i], end[i])`. */
export type Tokens = { readonly start: Int32Array; readonly end: Int32Array };

/** The Chinese characters and whole other words of a text, in order; all else parts words. Empty text: none. */
export function tokensOf(text: string): Tokens {
  const offsets = new Int32Array(2 * text.length);
  const start = offsets.subarray(0, text.length);
  const end = offsets.subarray(text.length);
  let count = 0;
  const add = (from: number, to: number): void => {
    start[count] = from;
    end[count++] = to;
  };
  let word = -1;
  for (let index = 0; index < text.length; ) {
    const next = index + lengthAt(text, index);
    const kind = kindOf(text, index, next);
    if (kind === 'word') {
      if (word < 0) word = index;
    } else {
      if (word >= 0) add(word, index);
      word = -1;
      if (kind === 'han') add(index, next);
    }
    index = next;
  }
  if (word >= 0) add(word, text.length);
  return { start: start.subarray(0, count), end: end.subarray(0, count) };
}

function kindOf(text: string, start: number, end: number): 'han' | 'word' | 'other' {
  const code = text.charCodeAt(start);
  if (code >= 0x4e00 && code <= 0x9fff) return 'han';
  if (code < 0x80 || plainMarks.has(code)) return isLatin(code) ? 'word' : 'other';
  const character = text.slice(start, end);
  if (/\p{Script=Han}/u.test(character)) return 'han';
  return /[\p{L}\p{N}]/u.test(character) ? 'word' : 'other';
}

/** The marks of which most texts are full, so that they need not be looked up by their properties. */
const plainMarks = new Set([...'，。！？；：、“”（）—…'].map((mark) => mark.charCodeAt(0)));

function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

function lengthAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code <= 0xdbff && (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
