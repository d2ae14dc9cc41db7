/**
 * Bigrams of a text as numbers below 2³¹: pairs of neighbouring Chinese characters or Latin words, punctuation and spaces left out.
 * A text of fewer than two of them has none.
 */
export function bigrams(text: string): Set<number> {
  const grams = new Set<number>();
  let before = noSymbol;
  for (let at = symbolFrom(text, 0); at < text.length; at = symbolFrom(text, endOfSymbol(text, at))) {
    const symbol = symbolAt(text, at);
    if (before !== noSymbol) grams.add(before * symbols + symbol);
    before = symbol;
  }
  return grams;
}

const noSymbol = -1;
const firstHan = 0x4e00;
const lastHan = 0x9fff;
const hanSymbols = lastHan - firstHan + 1;
/** Chinese characters, and behind them hashes of words: so many that a pair of them fits a small integer. */
const symbols = 46_340;
const wordSymbols = symbols - hanSymbols;

/** Where the next symbol begins, at an offset or behind it; the length of the text where none follows. */
function symbolFrom(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isContent(text.charCodeAt(at))) at++;
  return at;
}

function endOfSymbol(text: string, start: number): number {
  let end = start + 1;
  if (text.charCodeAt(start) < firstHan) while (end < text.length && isLatin(text.charCodeAt(end))) end++;
  return end;
}

function symbolAt(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (code >= firstHan) return code - firstHan;
  let hash = 0;
  for (let at = start; at < text.length && isLatin(text.charCodeAt(at)); at++)
    hash = (hash * 31 + text.charCodeAt(at)) & 0xffff;
  return hanSymbols + (hash % wordSymbols);
}

/** The share of `part`'s bigrams that stand in `whole`: 0 to 1; 0 for a part without bigrams. */
export function containment(part: ReadonlySet<number>, whole: ReadonlySet<number>): number {
  if (part.size === 0) return 0;
  let shared = 0;
  for (const gram of part) if (whole.has(gram)) shared++;
  return shared / part.size;
}

/**
 * Is the {@link containment} of a text's bigrams in `whole` at least `share`? False for a text without bigrams. Stops at the bigram
 * after which no more can come in time, for most texts the first.
 */
export function isMostlyIn(text: string, whole: ReadonlySet<number>, share: number): boolean {
  let outside = 0;
  let before = noSymbol;
  for (let at = symbolFrom(text, 0); at < text.length; at = symbolFrom(text, endOfSymbol(text, at))) {
    const symbol = symbolAt(text, at);
    const gram = before * symbols + symbol;
    if (before !== noSymbol && !whole.has(gram) && !isAmongFirst(grams, outside, gram)) {
      grams[outside++] = gram;
      const most = Math.min(whole.size, text.length - outside);
      if (most / (most + outside) < share) return false;
    }
    before = symbol;
  }
  const inside = bigrams(text).size - outside;
  return inside > 0 && inside / (inside + outside) >= share;
}

/** Those outside, for {@link isMostlyIn}, which is called so often that a list of its own each time would be most of its work. */
const grams: number[] = [];

function isAmongFirst(list: readonly number[], count: number, value: number): boolean {
  for (let index = 0; index < count; index++) if (list[index] === value) return true;
  return false;
}

/** How many Chinese characters, letters and digits a text holds, at those offsets that count. */
export function contentLength(text: string, counts: (offset: number) => boolean = () => true): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (isContent(text.charCodeAt(index)) && counts(index)) count++;
  return count;
}

function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x27;
}

function isContent(code: number): boolean {
  return (code >= firstHan && code <= lastHan) || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
