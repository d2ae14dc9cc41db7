import { simplified, simplifiedUnit } from './script.ts';
import { TextBuilder } from './text-builder.ts';

/** A text made comparable, with the way back to the raw text. All arrays are indexed by UTF-16 offset in `text`. */
export type NormalisedText = {
  readonly raw: string;
  /** Folded text: NFKC, lower case, simplified characters, canonical punctuation, no fillers or invisible characters. */
  readonly text: string;
  /** Raw offset at which character i of `text` begins. */
  readonly rawStart: Int32Array;
  /** Raw offset just after the raw character behind character i of `text`. */
  readonly rawEnd: Int32Array;
  /** Distance measure: how many units stand before offset i; a Chinese character is 1, a Latin word 2. Length + 1 long. */
  readonly unit: Int32Array;
};

/** A half-open range of UTF-16 offsets. */
export type Span = { readonly start: number; readonly end: number };

const invisible = /\p{Cf}|\p{Cc}|\p{M}|\p{Variation_Selector}|[\u{E0000}-\u{E0FFF}\u{115F}\u{1160}\u{3164}\u{2800}]/u;
const pictographic = /[\p{Extended_Pictographic}\p{So}\p{Sk}\u{1F1E6}-\u{1F1FF}]/u;
const canonical: Readonly<Record<string, string>> = {
  ',': '，', ';': '；', ':': '：', '!': '！', '?': '？', '(': '（', ')': '）', '｡': '。', '､': '、', '．': '。',
  '「': '“', '」': '”', '『': '“', '』': '”', '《': '“', '》': '”', '【': '（', '】': '）', '[': '（', ']': '）',
  '‘': "'", '’': "'", '`': "'", '～': '，', '~': '，', '–': '—', '―': '—', '…': '…',
}; // biome-ignore format: a table reads better in rows

/**
 * Folds a raw answer for matching. Pure and total: any string is accepted; the empty string gives an empty text.
 * Chinese needs no spaces, so a single space between two Chinese words is read as a pause (a comma); where nearly every
 * character is spaced out, spaces are dropped.
 */
export function normalise(raw: string): NormalisedText {
  const builder = new TextBuilder(raw);
  const spacedOut = isSpacedOut(raw);
  let quoteOpen = false;
  for (let offset = 0; offset < raw.length; ) {
    const start = offset;
    const code = raw.charCodeAt(start);
    // As for nearly every character of an answer.
    const folded = foldedUnits[code] ?? unfolded;
    if (folded !== unfolded) {
      builder.add(folded, start, ++offset);
      continue;
    }
    offset += isPair(code, raw.charCodeAt(start + 1)) ? 2 : 1;
    const kind = offset - start === 1 ? kindOfUnit(code) : kindOf(raw.slice(start, offset));
    if (kind === 'one') builder.add(foldedUnits[code] || code, start, offset);
    else if (kind === 'break') builder.add(0x0a, start, offset);
    else if (kind === 'blank') builder.space(start, offset, spacedOut);
    else if (kind === 'picture') builder.space(start, offset, true);
    else if (kind === 'quote') {
      builder.add(quoteOpen ? closingQuote : openingQuote, start, offset);
      quoteOpen = !quoteOpen;
    } else if (kind === 'several') {
      const units = foldLiteral(raw.slice(start, offset));
      for (let index = 0; index < units.length; index++) builder.add(units.charCodeAt(index), start, offset);
    }
  }
  return builder.finish();
}

const openingQuote = '“'.charCodeAt(0);
const closingQuote = '”'.charCodeAt(0);

/** What becomes of a character: one unit, several, nothing, or something that its neighbours decide. */
type Kind = 'one' | 'several' | 'nothing' | 'break' | 'blank' | 'picture' | 'quote';

function kindOf(character: string): Kind {
  if (invisible.test(character) && !/\s/u.test(character)) return 'nothing';
  if (/[\n\r\u2028\u2029]/.test(character)) return 'break';
  if (/\s/u.test(character)) return 'blank';
  if (pictographic.test(character)) return 'picture';
  if (character === '"') return 'quote';
  return foldLiteral(character).length === 1 && character.length === 1 ? 'one' : 'several';
}

// Filled as characters turn up: the few thousand that answers are made of are looked at by their properties once each.
const kinds: (Kind | undefined)[] = new Array(0x10000).fill(undefined);
/** What becomes of the units of the kind `one`; `unfolded` for all others, and for those that did not turn up yet. */
const foldedUnits = new Uint16Array(0x10000);
const unfolded = 0;

function kindOfUnit(code: number): Kind {
  const known = kinds[code];
  if (known !== undefined) return known;
  const character = String.fromCharCode(code);
  const kind = code >= 0x4e00 && code <= 0x9fff ? 'one' : kindOf(character);
  // Half of a pair by itself says nothing of the pairs that begin with it.
  if (kind === 'one' && !isHalf(code))
    foldedUnits[code] = code >= 0x4e00 && code <= 0x9fff ? simplifiedUnit(code) : foldLiteral(character).charCodeAt(0);
  kinds[code] = kind;
  return kind;
}

function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function isPair(first: number, second: number): boolean {
  return first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff;
}

const plain = /^[\u4e00-\u9fffa-z0-9]*$/;

/** Folds the characters of a pattern's literal the way {@link normalise} folds those of an answer. */
export function foldLiteral(literal: string): string {
  if (plain.test(literal)) return literal.replace(/[\u4e00-\u9fff]/g, simplified);
  let text = '';
  for (const folded of literal.normalize('NFKC').toLowerCase()) text += canonical[folded] ?? simplified(folded);
  return text;
}

/** Maps a span of the normalised text to the span of the raw text that it came from. An empty span gives an empty one. */
export function toRawSpan(normalised: NormalisedText, span: Span): Span {
  if (span.end <= span.start) return { start: 0, end: 0 };
  return { start: normalised.rawStart[span.start] ?? 0, end: normalised.rawEnd[span.end - 1] ?? 0 };
}

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

function isSpacedOut(raw: string): boolean {
  let han = 0;
  let spaced = 0;
  for (let index = 0; index < raw.length; index++) {
    if (!isHan(raw.charCodeAt(index))) continue;
    han++;
    if (raw.charCodeAt(index + 1) === 0x20 && isHan(raw.charCodeAt(index + 2))) spaced++;
  }
  return spaced > han / 3;
}
