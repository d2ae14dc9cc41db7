import writeExcelFile, { type Feature, type Sheet, type SheetData } from 'write-excel-file/node';
import type { Lang } from '../../core/judge.ts';
import { type CellValue, type Column, headsOf, type Tone } from './columns.ts';

/** A sheet of a workbook: a line about it, heads that stay in view and filter, and a row an item. */
export type Table = {
  readonly name: string;
  /** Stands above the heads. */
  readonly about: string;
  readonly heads: readonly string[];
  readonly widths: readonly number[];
  readonly rows: SheetData;
  /** Columns that stay in view. */
  readonly fixed: number;
};

type Content =
  Exclude<Parameters<typeof writeExcelFile>[0][number], unknown[]> extends Sheet<infer File> ? File : never;

/** A table of items by its columns. */
export function tableOf<Item>(
  sheet: Pick<Table, 'name' | 'about' | 'fixed'>,
  columns: readonly Column<Item>[],
  { items, lang }: { readonly items: readonly Item[]; readonly lang: Lang },
): Table {
  return {
    ...sheet,
    heads: headsOf(columns, lang),
    widths: columns.map(({ width }) => width),
    rows: items.map((item) =>
      columns.map(({ cell, format, tone }) => {
        const shown = typeof format === 'function' ? format(item) : format;
        return cellOf(cell(item), shown, tone?.(item) ?? 'plain');
      }),
    ),
  };
}

const longestCell = 32_767;
const cutMark = ' …';
const headRow = 2;
const quiet = '#5B6472';
const fonts: Readonly<Record<Exclude<Tone, 'plain'>, { textColor: string; backgroundColor: string }>> = {
  good: { textColor: '#0B5C38', backgroundColor: '#DDF3E7' },
  middling: { textColor: '#6B4600', backgroundColor: '#FDF0D2' },
  bad: { textColor: '#8A1F2B', backgroundColor: '#FBE3E5' },
};

/** The cell of a value. Text is marked as text, so that no program takes it for a formula, and cut where Excel's cells end. */
export function cellOf(value: CellValue, format: string | undefined, tone: Tone): SheetData[number][number] {
  if (value === null || value === '') return null;
  const style = { alignVertical: 'top' as const, ...(tone === 'plain' ? {} : fonts[tone]) };
  if (typeof value === 'number') return { value, ...style, ...(format === undefined ? {} : { format }) };
  return { value: fitting(value), type: String, format: '@', wrap: true, ...style };
}

function fitting(text: string): string {
  return text.length <= longestCell ? text : `${text.slice(0, longestCell - cutMark.length)}${cutMark}`;
}

/** The tables as an XLSX file. */
export function workbookOf(tables: readonly Table[]): Promise<Uint8Array> {
  const sheets = tables.map(
    (table): Sheet<Content> => ({
      sheet: table.name,
      data: [
        [table.about === '' ? null : { value: table.about, textColor: quiet, format: '@' }],
        table.heads.map((value) => ({ value, ...headStyle })),
        ...table.rows,
      ],
      columns: table.widths.map((width) => ({ width })),
      stickyRowsCount: headRow,
      stickyColumnsCount: table.fixed,
      orientation: 'landscape',
    }),
  );
  return writeExcelFile(sheets, { features: [filters(tables)] }).toBuffer();
}

const headStyle = {
  fontWeight: 'bold',
  backgroundColor: '#E8EDF5',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#9AA7BA',
  alignVertical: 'center',
  wrap: true,
  format: '@',
} as const;

/** Gives every head the arrow by which rows are filtered. */
function filters(tables: readonly Table[]): Feature<Content> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _, { sheetIndex }) => {
            const table = tables[sheetIndex];
            if (table === undefined) return content;
            const range = `A${headRow}:${columnName(table.heads.length)}${headRow + table.rows.length}`;
            return content.replace('</sheetData>', () => `</sheetData><autoFilter ref="${range}"/>`);
          },
        },
      },
    },
  };
}

/** A, B, … Z, AA, … for 1, 2, … */
function columnName(number: number): string {
  let name = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
