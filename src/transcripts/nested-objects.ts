import { columnKind } from './columns.ts';
import type { QuestionLookup } from './look-up-question.ts';
import { isObject } from './object-rows.ts';
import { turnOf } from './object-turns.ts';
import { isPersonName } from './person-names.ts';
import { layoutOf } from './sheet-layout.ts';

const deepest = 8;
/** Sets of keys that are looked at; a document with more of them is none of people. */
const mostShapes = 1_000;
const mostKeys = 500;

/** Tells turns and answers from other objects, by their keys. */
export function createEntryTest(lookUp: QuestionLookup): (value: unknown) => boolean {
  const known = new Map<string, boolean>();
  return (value) => {
    if (!isObject(value)) return false;
    if (turnOf(value) !== undefined) return true;
    const names = Object.keys(value);
    const shape = names.join('\n');
    const answers = known.get(shape) ?? (names.length <= mostKeys && known.size < mostShapes && isRow(names));
    if (known.size < mostShapes) known.set(shape, answers);
    return answers;
  };

  function isRow(names: readonly string[]): boolean {
    const layout = layoutOf(names, lookUp);
    return layout !== undefined && layout.kind !== 'turns';
  }
}

/**
 * The turns and answers of a JSON document that has them deeper than in one list, in their order: `[{"name": …, "answers": […]}]`
 * or `{"李雷": {"refund-request": …}}`. An answer without a candidate gets that of the object around it.
 */
export function entriesWithin(document: unknown, isEntry: (value: unknown) => boolean): readonly unknown[] {
  const found: unknown[] = [];
  walk(document, undefined, 0);
  return found;

  function walk(value: unknown, around: string | undefined, depth: number): void {
    if (depth > deepest) return;
    if (Array.isArray(value)) for (const inner of value) walk(inner, around, depth + 1);
    if (!isObject(value)) return;
    const candidate = candidateOf(value);
    if (isEntry(value)) {
      const isOwn = around === undefined || candidate !== undefined || turnOf(value) !== undefined;
      found.push(isOwn ? value : { candidate: around, ...value });
    } else
      for (const [key, inner] of Object.entries(value))
        walk(inner, isPersonName(key) ? key : (candidate ?? around), depth + 1);
  }
}

function candidateOf(object: Readonly<Record<string, unknown>>): string | undefined {
  for (const [key, value] of Object.entries(object))
    if (columnKind(key) === 'candidate' && (typeof value === 'string' || typeof value === 'number'))
      return String(value);
  return undefined;
}
