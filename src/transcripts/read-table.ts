import { InvalidInput } from '../core/errors.ts';
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
    if ('fault' in row) throw new InvalidInput(file, [{ field: sheet ?? '', message: row.fault, line: row.number }]);
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    if (row.cells.length > mostColumns)
      throw new InvalidInput(file, [
        {
          field: sheet ?? '',
          message: `has ${row.cells.length} columns, at most ${mostColumns} are read; keep those of id, candidate, question and answer`,
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
  throw new InvalidInput(file, [{ field: sheet ?? '', message: `${missing(first)}; ${neededColumns}` }]);
}

/** What a sheet must have, for whoever has to write it. */
export const neededColumns =
  'name them in the first row: question (题目) and answer (回答), and where there are any id (编号) and candidate (姓名); or one column a question, headed by its text; or speaker (发言人) and text (内容)';

function missing(names: readonly string[]): string {
  const shown = names
    .filter((name) => name.trim() !== '')
    .slice(0, 8)
    .map((name) => (name.length > 20 ? `${name.slice(0, 20)}…` : name));
  return `has no columns of questions and answers (found: ${shown.join(', ')})`;
}
