import writeExcelFile, { type Feature, type Sheet, type SheetData } from 'write-excel-file/node';
import type { Tone } from './columns.ts';
import type { Cell, TableHead } from './tables.ts';

type Content =
  Exclude<Parameters<typeof writeExcelFile>[0][number], unknown[]> extends Sheet<infer File> ? File : never;

const headRow = 2;
const longestCell = 32_767;
const cutMark = ' …';
const fonts: Readonly<Record<Exclude<Tone, 'plain'>, { textColor: string; backgroundColor: string }>> = {
  good: { textColor: '#0B5C38', backgroundColor: '#DDF3E7' },
  middling: { textColor: '#6B4600', backgroundColor: '#FDF0D2' },
  bad: { textColor: '#8A1F2B', backgroundColor: '#FBE3E5' },
};
const quiet = '#5B6472';

/** A table whose rows are all there. */
export type FullTable = { readonly head: TableHead; readonly rows: (readonly Cell[])[] };

/** The tables as an XLSX file. Takes the thread for a second or more where there are thousands of rows. */
export function workbookOf(tables: readonly FullTable[]): Promise<Buffer> {
  const sheets = tables.map(
    ({ head, rows }): Sheet<Content> => ({
      sheet: head.name,
      data: [
        [head.about === '' ? null : { value: head.about, textColor: quiet, format: '@' }],
        head.heads.map((value) => ({ value, ...headStyle })),
        ...rows.map((row) => row.map(styled)),
      ],
      columns: head.widths.map((width) => ({ width })),
      stickyRowsCount: headRow,
      stickyColumnsCount: head.fixed,
      orientation: 'landscape',
    }),
  );
  return writeExcelFile(sheets, { features: [filters(tables)] }).toBuffer();
}

/** Text is marked as text, so that no program takes it for a formula, and cut where Excel's cells end. */
function styled([value, format, tone]: Cell): SheetData[number][number] {
  if (value === null || value === '') return null;
  const style = { alignVertical: 'top' as const, ...(tone === 'plain' ? {} : fonts[tone]) };
  if (typeof value === 'number') return { value, ...style, ...(format === null ? {} : { format }) };
  return { value: fitting(value), format: '@', wrap: true, ...style };
}

function fitting(text: string): string {
  return text.length <= longestCell ? text : `${text.slice(0, longestCell - cutMark.length)}${cutMark}`;
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
function filters(tables: readonly FullTable[]): Feature<Content> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _, { sheetIndex }) => {
            const table = tables[sheetIndex];
            if (table === undefined) return content;
            const range = `A${headRow}:${columnName(table.head.heads.length)}${headRow + table.rows.length}`;
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
