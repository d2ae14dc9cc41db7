import { simplified } from './script.ts';

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
  const builder = new Builder(raw);
  const spacedOut = isSpacedOut(raw);
  let quoteOpen = false;
  let offset = 0;
  for (const character of raw) {
    const start = offset;
    offset += character.length;
    const code = character.charCodeAt(0);
    if (code >= 0x4e00 && code <= 0x9fff) {
      builder.add(simplified(character), start, offset);
      continue;
    }
    if (invisible.test(character) && !/\s/u.test(character)) continue;
    if (character === '\n' || character === '\r' || character === '\u2028' || character === '\u2029') {
      builder.add('\n', start, offset);
    } else if (/\s/u.test(character)) {
      builder.space(start, offset, spacedOut);
    } else if (pictographic.test(character)) {
      builder.space(start, offset, true);
    } else if (character === '"') {
      builder.add(quoteOpen ? '”' : '“', start, offset);
      quoteOpen = !quoteOpen;
    } else {
      for (const folded of character.normalize('NFKC').toLowerCase()) {
        builder.add(canonical[folded] ?? simplified(folded), start, offset);
      }
    }
  }
  return builder.finish();
}

/** Folds the characters of a pattern's literal the way {@link normalise} folds those of an answer. */
export function foldLiteral(literal: string): string {
  let text = '';
  for (const folded of literal.normalize('NFKC').toLowerCase()) text += canonical[folded] ?? simplified(folded);
  return text;
}

/** Maps a span of the normalised text to the span of the raw text that it came from. An empty span gives an empty one. */
export function toRawSpan(normalised: NormalisedText, span: Span): Span {
  if (span.end <= span.start) return { start: 0, end: 0 };
  return { start: normalised.rawStart[span.start] ?? 0, end: normalised.rawEnd[span.end - 1] ?? 0 };
}

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

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
const isWord = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

// Fillers of speech. Each stands alone as noise; where the same characters can carry meaning, the neighbour decides.
const filler =
  /嗯+|呃+|唔+|啊(?=[，。！？…\n]|$)|(?:那个|这个){2,}|就是说呢|就是说(?=[，\p{Script=Han}])(?!清|明|话|得|服|不|给|到|了|出|过|谎|好|实话|真话)|怎么说呢|(?<=^|[，。；！？…\n])(?:那个|这个|就是|然后呢|额)(?=[，\p{Script=Han}])(?!问题|时候|订单|客户|人|事|是|单|东西|样|意思)|\b(?:um+|uh+|er+m?|you know|i mean)\b，?/gu;

/** Collects characters with their raw offsets; at the end turns stops into Chinese ones, drops fillers and counts units. */
class Builder {
  readonly #raw: string;
  readonly #characters: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(raw: string) {
    this.#raw = raw;
  }

  add(text: string, start: number, end: number): void {
    for (let index = 0; index < text.length; index++) {
      this.#characters.push(text[index] ?? '');
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  /** A blank: kept once between Latin words, a pause between Chinese ones unless `drop`. */
  space(start: number, end: number, drop: boolean): void {
    const last = this.#characters.at(-1);
    if (last === undefined || last === ' ') return;
    this.add(drop && !isWord(last.charCodeAt(0)) ? '\u0000' : ' ', start, end);
  }

  finish(): NormalisedText {
    const joined = this.#settleBlanks();
    const keep = new Uint8Array(joined.length).fill(1);
    for (let index = 0; index < joined.length; index++) if (joined[index] === '\u0000') keep[index] = 0;
    if (/[嗯呃唔啊额]|那个|这个|就是|怎么说|然后呢|\b(?:um|uh|er|you know|i mean)/u.test(joined)) {
      for (const match of joined.matchAll(filler)) keep.fill(0, match.index, match.index + match[0].length);
    }
    let text = '';
    const rawStart: number[] = [];
    const rawEnd: number[] = [];
    for (let index = 0; index < joined.length; index++) {
      if (keep[index] === 0) continue;
      text += joined[index];
      rawStart.push(this.#starts[index] ?? 0);
      rawEnd.push(this.#ends[index] ?? 0);
    }
    return {
      raw: this.#raw,
      text,
      rawStart: Int32Array.from(rawStart),
      rawEnd: Int32Array.from(rawEnd),
      unit: countUnits(text),
    };
  }

  /** Decides each blank and each full stop now that its right neighbour is known. Keeps the length. */
  #settleBlanks(): string {
    const characters = this.#characters;
    for (let index = 0; index < characters.length; index++) {
      const character = characters[index];
      if (character !== ' ' && character !== '.') continue;
      const before = characters[index - 1]?.charCodeAt(0) ?? 0x0a;
      const after = characters[index + 1]?.charCodeAt(0) ?? 0x0a;
      if (character === '.') {
        if (!(isWord(before) && isWord(after))) characters[index] = '。';
      } else if (isHan(before) && isHan(after)) {
        characters[index] = '，';
      } else if (!(isWord(before) || before === 0x27) || !(isWord(after) || after === 0x27)) {
        characters[index] = '\u0000';
      }
    }
    return characters.join('');
  }
}

function countUnits(text: string): Int32Array {
  const unit = new Int32Array(text.length + 1);
  let inWord = false;
  for (let index = 0; index < text.length; index++) {
    const word = isWord(text.charCodeAt(index)) || text[index] === "'";
    const blank = text[index] === ' ';
    const step = word ? (inWord ? 0 : 2) : blank ? 0 : 1;
    unit[index + 1] = (unit[index] ?? 0) + step;
    inWord = word;
  }
  return unit;
}
