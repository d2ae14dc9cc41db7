import type { Structure } from '../text/clauses.ts';
import type { Span } from '../text/normalise.ts';

/** What stands between the marks of a list, or a whole clause without any. */
export type ListItem = Span & {
  readonly words: string;
  /** Is it one of the rubric's names of points, or a piece of one? */
  readonly isName: boolean;
};

const listMarks = new Set([...'、，；\n。：—→+/-'].map((mark) => mark.charCodeAt(0)));

/**
 * The items of all clauses of a text, in order, as 、 / → + and the like divide them.
 *
 * @param names - those of the rubric's points
 */
export function listItems(text: string, { clauses }: Structure, names: readonly string[]): ListItem[] {
  const items: ListItem[] = [];
  for (const clause of clauses) {
    let start = clause.start;
    for (let index = clause.start; index <= clause.end; index++) {
      if (index < clause.end && !listMarks.has(text.charCodeAt(index))) continue;
      if (index > start) {
        const words = text.slice(start, index);
        items.push({ start, end: index, words, isName: isPieceOf(words.trim(), names) });
      }
      start = index + 1;
    }
  }
  return items;
}

function isPieceOf(words: string, names: readonly string[]): boolean {
  for (const name of names) if (words.length <= name.length && name.includes(words)) return true;
  return false;
}
