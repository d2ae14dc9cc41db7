/**
 * Bigrams of a text as numbers: pairs of neighbouring Chinese characters or Latin words, punctuation and spaces left out.
 * A text of fewer than two of them has none.
 */
export function bigrams(text: string): Set<number> {
  const grams = new Set<number>();
  everyBigram(text, (gram) => {
    grams.add(gram);
    return true;
  });
  return grams;
}

/** Visits the bigrams of a text in order until a visit says no; true when none did. */
function everyBigram(text: string, visit: (gram: number) => boolean): boolean {
  let previous = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (!isContent(code)) continue;
    let symbol = code;
    if (code < 0x7f) {
      let hash = 0;
      for (; index < text.length && isLatin(text.charCodeAt(index)); index++)
        hash = (hash * 31 + text.charCodeAt(index)) & 0xffff;
      index--;
      symbol = 0x10000 + hash;
    }
    if (previous !== 0 && !visit(previous * 0x20000 + symbol)) return false;
    previous = symbol;
  }
  return true;
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
  const inside = new Set<number>();
  const outside: number[] = [];
  const stillPossible = everyBigram(text, (gram) => {
    if (whole.has(gram)) inside.add(gram);
    else if (!outside.includes(gram)) {
      outside.push(gram);
      const most = Math.min(whole.size, text.length - outside.length);
      return most / (most + outside.length) >= share;
    }
    return true;
  });
  return stillPossible && inside.size > 0 && inside.size / (inside.size + outside.length) >= share;
}

/** Overlap of two sets of bigrams, from 0 to 1: 2·|A∩B| / (|A| + |B|); 0 when both are empty. @see Dice (1945), Ecology 26(3) */
export function dice(first: ReadonlySet<number>, second: ReadonlySet<number>): number {
  const total = first.size + second.size;
  if (total === 0) return 0;
  let shared = 0;
  for (const gram of first) if (second.has(gram)) shared++;
  return (2 * shared) / total;
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
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code > 0xffff
  );
}
