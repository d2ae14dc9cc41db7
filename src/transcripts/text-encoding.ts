/** The encodings that Chinese office software, chat programs and recorders write. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Share of everyday characters from which bytes that were read as UTF-16 are taken for it. */
const everydayShare = 0.9;

/** Share of control characters, zeros among them, up to which a text is only damaged in places. */
const controlShare = 0.01;

/** Share of broken characters up to which a text is UTF-8 that is only damaged in places. */
const brokenShare = 0.01;

/** Share of two-byte characters that must lie among the 3,755 most common ones of GB 2312 for a text to be read as GB18030. */
const commonShare = 0.7;

/**
 * The encoding of a text by its byte order mark or its bytes. The bytes may be the beginning of a longer text.
 *
 * @returns undefined for what is no text in any of them; `utf-8` for nothing
 */
export function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const controls = countControls(bytes);
  if (controls > bytes.length * controlShare) return encodingOfZeros(bytes);
  if (isMostlyUtf8(bytes)) return 'utf-8';
  if (looksLikeGb18030(bytes)) return 'gb18030';
  return isDamagedUtf8(bytes) ? 'utf-8' : undefined;
}

/** UTF-16 without a mark, in the order of bytes in which it makes sense. */
function encodingOfZeros(bytes: Uint8Array): Encoding | undefined {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const [first] = (['utf-16le', 'utf-16be'] as const)
    .map((encoding) => ({ encoding, share: everydayCharacters(decode(even, encoding) ?? '') }))
    .toSorted((a, b) => b.share - a.share);
  return first !== undefined && first.share >= everydayShare ? first.encoding : undefined;
}

/** Share of characters that Chinese and English texts are made of; 0 for no text. */
function everydayCharacters(text: string): number {
  return (
    (text.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2030 -~\n\r\t]/g)?.length ?? 0) /
    Math.max(1, text.length)
  );
}

/** Is it UTF-8, or are most of its lines that are not plain ASCII? The others are reported where they stand. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return true;
  let balance = 0;
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    from += line.length + 1;
    if (line.some((byte) => byte >= 0x80)) balance += isUtf8(line) ? 1 : -1;
  }
  return balance > 0;
}

/** Is it UTF-8, but for a character that the end may cut? */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Is it UTF-8 but for a few places, which whoever reads it finds? */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const broken = text.split('\uFFFD').length - 1;
  return broken <= text.length * brokenShare;
}

/** Nearly any bytes can be read as GB18030, so the characters must be those that people write. */
function looksLikeGb18030(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let index = 0; index + 1 < bytes.length; index++) {
    const lead = bytes[index] ?? 0;
    const trail = bytes[index + 1] ?? 0;
    if (lead < 0x80) continue;
    if (lead === 0x80 || lead === 0xff) return false;
    if (trail >= 0x30 && trail <= 0x39) {
      index += 3;
      continue;
    }
    pairs++;
    // Rows A1–A3 are punctuation and full-width letters, B0–D7 the common characters.
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7))) common++;
    index++;
  }
  return pairs > 0 && common / pairs >= commonShare;
}

/** The text of bytes; undefined where they are not in that encoding. A byte order mark is left out. */
export function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function countControls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) count++;
  return count;
}

/** How a person calls it. */
export const encodingName: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  gb18030: 'GB18030 (GBK)',
};
