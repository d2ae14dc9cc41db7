import type { Rubric } from '../core/rubric.ts';
import { PointReply } from './reply.ts';

/** Reads a reply while it arrives. */
export type ReplyReader = (text: string) => void;

/**
 * Tells each point of a reply as soon as its part is complete, wherever the text is cut into pieces. Prose, a fence or a
 * thinking block before the object are passed over as they are in a whole reply. A part that is malformed, of no point of the
 * rubric or there for the second time is not told: what it is worth is decided over the whole reply.
 */
export function createReplyReader(rubric: Rubric, onPoint: (id: string, said: PointReply) => void): ReplyReader {
  const awaited = new Set(rubric.points.map((point) => point.id));
  const findObject = createObjectFinder();
  let text = '';
  let at = 0;
  let depth = 0;
  let begun = false;
  // Where the string that is being read began; the key whose value comes next; where that value began.
  let quoteAt: number | undefined;
  let key: string | undefined;
  let valueAt: number | undefined;

  function close(): void {
    depth--;
    if (depth !== 1 || key === undefined || valueAt === undefined) return;
    const said = PointReply.safeParse(parsed(text.slice(valueAt, at + 1)));
    if (awaited.delete(key) && said.success) onPoint(key, said.data);
    valueAt = undefined;
  }

  function step(character: string): void {
    if (quoteAt !== undefined) {
      if (character !== '"') return;
      const word = text.slice(quoteAt, at + 1);
      quoteAt = undefined;
      if (depth === 1 && key === undefined) key = String(parsed(word));
    } else if (character === '"') quoteAt = at;
    else if (character === '{' || character === '[') {
      if (depth === 1) valueAt = at;
      depth++;
    } else if (character === '}' || character === ']') close();
    else if (character === ',' && depth === 1) key = undefined;
  }

  return (piece) => {
    text += piece;
    if (!begun) {
      const found = findObject(text);
      if (found === undefined) return;
      begun = true;
      at = found + 1;
      depth = 1;
    }
    for (; at < text.length && depth > 0; at++) {
      const character = text[at] ?? '';
      // What a backslash escapes may be in the next piece.
      if (character === '\\' && at + 1 === text.length) return;
      if (character === '\\') at++;
      else step(character);
    }
  };
}

/** Finds where the object of a growing text begins, outside any thinking block; looks at every character once. */
function createObjectFinder(): (text: string) => number | undefined {
  let from = 0;
  let thinking = false;
  return (text) => {
    for (;;) {
      const pattern = thinking ? /<\/think(?:ing)?>/gi : /<think(?:ing)?>|\{/gi;
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      if (match === null) {
        // A tag may be cut in two.
        from = Math.max(from, text.length - longestTag);
        return undefined;
      }
      if (match[0] === '{') return match.index;
      thinking = !thinking;
      from = pattern.lastIndex;
    }
  };
}

const longestTag = '</thinking>'.length;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
