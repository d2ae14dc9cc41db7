/**
 * Finds stops of a text again and again in time that does not grow with their distance: a long answer without any would
 * otherwise be read anew for each of its words.
 *
 * @param pattern - what a stop looks like, without the flag g; it must not look behind itself
 * @returns for an offset, where the next stop from there on begins; the end of the text where none follows
 */
export function nextStops(text: string, pattern: RegExp): (from: number) => number {
  let search: RegExp | undefined;
  let asked = 0;
  let found = -1;
  return (from) => {
    if (found >= 0 && from >= asked && from <= found) return found;
    search ??= new RegExp(pattern.source, `${pattern.flags}g`);
    search.lastIndex = from;
    asked = from;
    found = search.exec(text)?.index ?? text.length;
    return found;
  };
}

/**
 * The same in the other direction, for stops of one character.
 *
 * @returns for an offset, the offset of the last of these characters that stands there or before; -1 where there is none
 */
export function lastStops(text: string, characters: string): (at: number) => number {
  let last: Int32Array | undefined;
  return (at) => {
    if (last === undefined) {
      last = new Int32Array(text.length);
      let seen = -1;
      for (let index = 0; index < text.length; index++) {
        if (characters.includes(text.charAt(index))) seen = index;
        last[index] = seen;
      }
    }
    return last[Math.min(at, text.length - 1)] ?? -1;
  };
}
