import { type Told, told } from './fault-words.ts';
import type { TableRow } from './recognised.ts';
import { layoutOf, type SheetLayout } from './sheet-layout.ts';
import { createRowReader, type SheetEntry, type SheetPlace } from './sheet-rows.ts';

type Place = Omit<SheetPlace, 'columnPlace'>;

/**
 * Reads answers that come as objects (JSON, JSONL): the keys are the columns, known by the same names, and each object may
 * have its own. Other keys are let through unread, so that labelled answers can be graded as they are.
 */
export function createObjectReader(place: Place): (value: unknown, number: number) => readonly SheetEntry[] {
  const readers = new Map<string, KnownKeys>();
  return (value, number) => {
    const fault = (field: string, what: Told): readonly SheetEntry[] => [
      { fault: { file: place.file, field, ...what, line: number } },
    ];
    if (!isObject(value)) return fault('', told('no_object'));
    const names = Object.keys(value);
    if (names.length > 500) return fault('', told('too_many_fields', { count: names.length, most: 500 }));
    const key = names.join('\n');
    const known = readers.get(key) ?? readerOf(names, place);
    if (readers.size < 1000) readers.set(key, known);
    if (known === undefined) return fault(missingField(names), told('missing'));
    const values = Object.values(value);
    const answers = known.layout.kind === 'answers' ? [known.layout.answer] : [];
    const strange = answers.find((column) => !isCell(values[column]));
    if (strange !== undefined) return fault(names[strange] ?? '', told('no_string'));
    return known.read({ number, cells: values.map((cell) => (isCell(cell) ? String(cell) : '')) });
  };
}

type KnownKeys = { readonly layout: SheetLayout; readonly read: (row: TableRow) => readonly SheetEntry[] } | undefined;

function readerOf(names: readonly string[], place: Place): KnownKeys {
  const layout = layoutOf(names, place.lookUp);
  if (layout === undefined || layout.kind === 'turns') return undefined;
  return { layout, read: createRowReader(layout, { ...place, columnPlace: (column) => names[column] ?? '' }) };
}

function missingField(names: readonly string[]): string {
  const hasQuestion = names.some((name) => /question|题|问题/i.test(name));
  return hasQuestion ? 'answer' : 'question';
}

function isCell(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Is it an object with keys? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
