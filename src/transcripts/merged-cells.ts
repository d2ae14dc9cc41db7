import type { Archive } from './archive.ts';
import { columnIndex } from './columns.ts';
import type { TableRow } from './recognised.ts';

/** Cells of a column that are merged into one; rows from 1, columns from 0. */
export type MergedCells = { readonly column: number; readonly from: number; readonly to: number };

const mostMerged = 100_000;

/**
 * The cells that are merged downwards, sheet by sheet in the order of the workbook. Only the first one of them has a text in the
 * file, though a person sees it beside every row.
 */
export function mergedDown(archive: Archive): readonly (readonly MergedCells[])[] {
  const targets = new Map(
    [...tags(archive, 'xl/_rels/workbook.xml.rels', 'Relationship')].map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  return [...tags(archive, 'xl/workbook.xml', 'sheet')].map((tag) => {
    const target = targets.get(attribute(tag, 'r:id')) ?? '';
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const merged: MergedCells[] = [];
    for (const cells of tags(archive, part, 'mergeCell')) {
      const [, column = '', from = '', to = ''] =
        /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(attribute(cells, 'ref')) ?? [];
      if (Number(to) > Number(from) && merged.length < mostMerged)
        merged.push({ column: columnIndex(column), from: Number(from), to: Number(to) });
    }
    return merged;
  });
}

/** Gives the cells of these columns the text of the first one that they are merged with. */
export async function* fillMerged<R extends TableRow>(
  rows: AsyncIterable<R>,
  merged: readonly MergedCells[],
  columns: readonly number[],
): AsyncGenerator<R> {
  const open = columns.map((column) => ({
    column,
    next: merged.filter((cells) => cells.column === column).toSorted((a, b) => b.from - a.from),
    text: '',
  }));
  for await (const row of rows) {
    if ('fault' in row) yield row;
    else {
      const cells = [...row.cells];
      for (const state of open) {
        while ((state.next.at(-1)?.to ?? Infinity) < row.number) state.next.pop();
        const { from = Infinity } = state.next.at(-1) ?? {};
        if (row.number === from) state.text = cells[state.column] ?? '';
        else if (row.number > from && (cells[state.column] ?? '').trim() === '') cells[state.column] = state.text;
      }
      yield { ...row, cells };
    }
  }
}

/** The attributes of every tag of that name in a part; only what follows the cells is looked at in a sheet. */
function* tags(archive: Archive, part: string, name: string): Generator<string> {
  const xml = archive.get(part)?.toString('utf8') ?? '';
  const pattern = new RegExp(String.raw`<(?:[\w.-]{1,40}:)?${name}\s([^<>]{1,1000})>`, 'g');
  pattern.lastIndex = Math.max(0, xml.lastIndexOf('sheetData>'));
  for (const [, attributes = ''] of xml.matchAll(pattern)) yield attributes;
}

function attribute(attributes: string, name: string): string {
  return new RegExp(String.raw`(?:^|\s)${name}\s?=\s?["']([^"']{0,500})["']`).exec(attributes)?.[1] ?? '';
}
