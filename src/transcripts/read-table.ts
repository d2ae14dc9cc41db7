import { InvalidInput } from '../core/errors.ts';
import { told } from './fault-words.ts';
import type { QuestionLookup } from './look-up-question.ts';
import type { TableRow } from './recognised.ts';
import { layoutOf, type SheetLayout } from './sheet-layout.ts';

/** Rows in which the header is looked for: titles and notes may stand above it. */
const headerRows = 10;
const mostColumns = 500;

/** A table whose header is known: its layout, the number of the header row, and the rows below it. */
export type Table<R extends TableRow> = {
  readonly layout: SheetLayout;
  readonly header: number;
  readonly rows: AsyncIterable<R>;
};

/**
 * Finds the header of a table among its first rows.
 *
 * @returns undefined when all of it is empty
 * @throws {InvalidInput} when no row names the columns that are needed, or there are more than 500
 */
export async function openTable<R extends TableRow>(
  rows: AsyncIterable<R>,
  { file, sheet, lookUp }: { readonly file: string; readonly sheet?: string; readonly lookUp: QuestionLookup },
): Promise<Table<R> | undefined> {
  const pieces = rows[Symbol.asyncIterator]();
  let first: readonly string[] | undefined;
  for (let count = 0; count < headerRows; ) {
    const next = await pieces.next();
    if (next.done === true) break;
    const row: TableRow = next.value;
    if ('fault' in row) throw new InvalidInput(file, [{ field: sheet ?? '', ...row.fault, line: row.number }]);
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    if (row.cells.length > mostColumns)
      throw new InvalidInput(file, [
        {
          field: sheet ?? '',
          ...told('too_many_columns', { count: row.cells.length, most: mostColumns }),
          line: row.number,
        },
      ]);
    const layout = layoutOf(row.cells, lookUp);
    if (layout !== undefined) return { layout, header: row.number, rows: { [Symbol.asyncIterator]: () => pieces } };
    first ??= row.cells;
    count++;
  }
  await pieces.return?.();
  if (first === undefined) return undefined;
  throw new InvalidInput(file, [{ field: sheet ?? '', ...told('no_columns', { found: shown(first) }) }]);
}

function shown(names: readonly string[]): string {
  return names
    .filter((name) => name.trim() !== '')
    .slice(0, 8)
    .map((name) => (name.length > 20 ? `${name.slice(0, 20)}…` : name))
    .join(', ');
}
