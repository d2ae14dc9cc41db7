import { type Told, told } from './fault-words.ts';
import { unreadable } from './opened-file.ts';
import { decode, type Encoding, encodingName, encodingOf } from './text-encoding.ts';

/** A line by its number, from 1, without its line end; `end` is where it ends, in bytes. */
export type TextLine = { readonly number: number; readonly end: number } & (
  | { readonly text: string }
  | { readonly fault: Told }
);

const headBytes = 64 * 1024;
const longestLine = 1024 * 1024;
const newline = 0x0a;

/**
 * The lines of a text that comes in pieces. The encoding is told from the beginning. Lines are cut at line feeds in the
 * bytes, which in UTF-8 and GB18030 are never part of another character; a line that is in another encoding, or longer
 * than 1 MB, is a fault of its own, and no more than a line is held.
 *
 * @throws {InvalidInput} when it is no text, or UTF-16 that breaks off
 */
export async function* readLines(source: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<TextLine> {
  const pieces = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < headBytes && !ended) {
    const next = await pieces.next();
    if (next.done === true) ended = true;
    else {
      held.push(next.value);
      length += next.value.length;
    }
  }
  const head = Buffer.concat(held);
  const encoding = encodingOf(head);
  if (encoding === undefined) throw unreadable(file, told('no_text'));
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    if (!ended) for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
  }
  try {
    if (encoding === 'utf-8' || encoding === 'gb18030') yield* byteLines(all(), encoding);
    else yield* wideLines(all(), encoding, file);
  } finally {
    await pieces.return?.();
  }
}

async function* byteLines(pieces: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<TextLine> {
  let number = 0;
  let end = 0;
  let rest: Uint8Array = new Uint8Array();
  let tooLong = false;
  const take = (bytes: Uint8Array): TextLine => {
    number++;
    const text = tooLong ? undefined : decode(bytes, encoding);
    const line = tooLong
      ? { fault: told('line_too_long') }
      : text === undefined
        ? { fault: told('not_encoded', { encoding: encodingName[encoding] }) }
        : { text: text.endsWith('\r') ? text.slice(0, -1) : text };
    tooLong = false;
    return { number, end, ...line };
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, from)) {
      end += at + 1 - from;
      yield take(rest.length === 0 ? piece.subarray(from, at) : Buffer.concat([rest, piece.subarray(from, at)]));
      rest = new Uint8Array();
      from = at + 1;
    }
    end += piece.length - from;
    rest = Buffer.concat([rest, piece.subarray(from)]);
    if (rest.length > longestLine) {
      tooLong = true;
      rest = new Uint8Array();
    }
  }
  if (rest.length > 0 || tooLong) yield take(rest);
}

async function* wideLines(
  pieces: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  file: string,
): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let number = 0;
  let end = 0;
  let rest = '';
  const read = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw unreadable(file, told('not_encoded_throughout', { encoding: encodingName[encoding] }), number + 1);
    }
  };
  for await (const piece of pieces) {
    rest += read(piece);
    let from = 0;
    for (let at = rest.indexOf('\n'); at >= 0; at = rest.indexOf('\n', from)) {
      const text = rest.slice(from, at).replace(/\r$/, '');
      number++;
      end += (at + 1 - from) * 2;
      from = at + 1;
      yield { number, end, ...(text.length > longestLine ? { fault: told('line_too_long') } : { text }) };
    }
    rest = rest.slice(from);
    if (rest.length > 4 * longestLine) throw unreadable(file, told('line_too_long'), number + 1);
  }
  rest += read();
  if (rest !== '') yield { number: number + 1, end: end + rest.length * 2, text: rest };
}
