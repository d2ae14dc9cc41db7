import type { Lang } from '../../core/judge.ts';
import { type CellValue, type Column, headsOf, type Tone } from './columns.ts';

/** What is above the rows of a sheet: a line about it, and heads that stay in view and filter. */
export type TableHead = {
  readonly name: string;
  readonly about: string;
  readonly heads: readonly string[];
  readonly widths: readonly number[];
  /** Columns that stay in view. */
  readonly fixed: number;
};

/** A sheet of a workbook: a row an item, made when it is asked for. */
export type Table = { readonly head: TableHead; readonly rows: Iterable<readonly Cell[]> };

/** What stands in a cell, how numbers are shown (null: as they are), and its colour. Plain data, quickly handed to another thread. */
export type Cell = readonly [value: CellValue, format: string | null, tone: Tone];

/** A table of items by its columns. */
export function tableOf<Item>(
  sheet: Pick<TableHead, 'name' | 'about' | 'fixed'>,
  columns: readonly Column<Item>[],
  { items, lang }: { readonly items: readonly Item[]; readonly lang: Lang },
): Table {
  function* rows(): Generator<readonly Cell[]> {
    for (const item of items)
      yield columns.map(({ cell, format, tone }) => {
        const shown = typeof format === 'function' ? format(item) : format;
        return cellOf(cell(item), shown, tone?.(item));
      });
  }
  return { head: { ...sheet, heads: headsOf(columns, lang), widths: columns.map(({ width }) => width) }, rows: rows() };
}

/** The cell of a value. */
export function cellOf(value: CellValue, format?: string, tone: Tone = 'plain'): Cell {
  return [value, format ?? null, tone];
}
