const none: readonly RegExpExecArray[] = [];

/**
 * All matches of a pattern in a text, in order, as `matchAll` finds them, but without the copy of the pattern that it makes for each
 * text: most patterns stand in few texts, and the copy takes longer than to see that.
 *
 * @param pattern - with the flag g
 */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return none;
  const matches: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === '') pattern.lastIndex += pattern.unicode && (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1;
  }
  return matches;
}
