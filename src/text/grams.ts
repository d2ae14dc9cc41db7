import type { Span } from './normalise.ts';

/** The symbols of a text in order: Chinese characters and Latin words; every numeral in digits is the same symbol. */
export type Symbols = {
  /** A number for each symbol; equal symbols have equal numbers. */
  readonly symbol: Int32Array;
  /** Offset in the text at which each begins and ends. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** 1 where nothing but a blank stands between a symbol and the one before it. */
  readonly joined: Int32Array;
};

const digits = 0x10000;

/** Reads the symbols of a normalised text; punctuation is left out and parts them. Empty text: none. */
export function symbolsOf(text: string): Symbols {
  const room = text.length;
  const numbers = new Int32Array(4 * room);
  const symbol = numbers.subarray(0, room);
  const start = numbers.subarray(room, 2 * room);
  const end = numbers.subarray(2 * room, 3 * room);
  const joined = numbers.subarray(3 * room);
  let count = 0;
  let adjacent = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const from = index;
    let number = code;
    if (isLatin(code)) {
      let hash = 0;
      let isNumeral = true;
      for (; index < text.length && isLatin(text.charCodeAt(index)); index++) {
        hash = (hash * 31 + text.charCodeAt(index)) & 0xffff;
        if (text.charCodeAt(index) > 0x39) isNumeral = false;
      }
      index--;
      number = isNumeral ? digits : digits + 1 + hash;
    } else if (!isHan(code)) {
      if (code !== 0x20) adjacent = 0;
      continue;
    }
    symbol[count] = number;
    start[count] = from;
    end[count] = index + 1;
    joined[count] = adjacent;
    adjacent = 1;
    count++;
  }
  return {
    symbol: symbol.subarray(0, count),
    start: start.subarray(0, count),
    end: end.subarray(0, count),
    joined: joined.subarray(0, count),
  };
}

/** Which symbols lie in any of the spans: 1 or 0 for each. */
export function symbolsIn(symbols: Symbols, spans: readonly Span[]): Uint8Array {
  const inside = new Uint8Array(symbols.start.length);
  for (const span of spans) {
    for (let index = firstFrom(symbols.start, span.start); index < inside.length; index++) {
      if ((symbols.start[index] ?? 0) >= span.end) break;
      inside[index] = 1;
    }
  }
  return inside;
}

/** Index of the first entry that is not below `value` in an ascending list. */
function firstFrom(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x27;
}
