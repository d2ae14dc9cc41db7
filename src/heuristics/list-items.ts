import type { Structure } from '../text/clauses.ts';
import type { Span } from '../text/normalise.ts';

/** What stands between the marks of a list, or a whole clause without any. */
export type ListItem = Span & { readonly words: string };

const listMarks = new Set([...'、，；\n。：—→+/-'].map((mark) => mark.charCodeAt(0)));

/** The items of all clauses of a text, in order, as 、 / → + and the like divide them. */
export function listItems(text: string, { clauses }: Structure): ListItem[] {
  const items: ListItem[] = [];
  for (const clause of clauses) {
    let start = clause.start;
    for (let index = clause.start; index <= clause.end; index++) {
      if (index < clause.end && !listMarks.has(text.charCodeAt(index))) continue;
      if (index > start) items.push({ start, end: index, words: text.slice(start, index) });
      start = index + 1;
    }
  }
  return items;
}

/** Is an item one of the names, or a piece of one? */
export function isNamed({ words }: ListItem, names: readonly string[]): boolean {
  const wanted = words.trim();
  return names.some((name) => name.includes(wanted));
}
