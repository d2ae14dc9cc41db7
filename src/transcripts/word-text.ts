import type { Archive } from './archive.ts';
import { pack } from './archive.ts';
import { type ColumnKind, columnKind } from './columns.ts';

/** What mammoth makes of a document, as far as it is looked at. */
type Element = { readonly type: string; readonly value?: string; readonly children?: readonly Element[] };

/**
 * The text of a Word document: a line a paragraph, and a table as lines that say what its cells are. A table with columns for
 * question and answer, or speaker and text, becomes labelled turns; a row of pairs, such as 姓名 | 李雷, `姓名：李雷`.
 */
export async function wordText(archive: Archive): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  const lines: string[] = [];
  await mammoth.convertToHtml(
    { buffer: pack(archive) },
    {
      transformDocument: (document: Element) => {
        lines.push(...linesOf(document));
        return { ...document, children: [] };
      },
    },
  );
  return lines.join('\n');
}

function linesOf(element: Element): string[] {
  if (element.type === 'table') return tableLines(rowsOf(element));
  if (element.type === 'paragraph') return [textOf(element)];
  return (element.children ?? []).flatMap(linesOf);
}

/** Rows of cells, those of a table inside a cell as lines of its text. */
function rowsOf(table: Element): string[][] {
  return (table.children ?? []).map((row) =>
    (row.children ?? []).map((cell) =>
      linesOf({ ...cell, type: 'cell' })
        .join('\n')
        .trim(),
    ),
  );
}

function textOf({ type, value = '', children = [] }: Element): string {
  if (type === 'text') return value;
  if (type === 'tab') return '\t';
  if (type === 'break') return '\n';
  return children.map(textOf).join('');
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  let columns: ReadonlyMap<ColumnKind, number> | undefined;
  return rows.flatMap((cells) => {
    const kinds = columnsOf(cells);
    if (kinds !== undefined) {
      columns = kinds;
      return [];
    }
    return columns === undefined ? pairs(cells) : turnsOf(cells, columns);
  });
}

/** Where the columns of a head are; undefined for a row that is none. */
function columnsOf(cells: readonly string[]): ReadonlyMap<ColumnKind, number> | undefined {
  const columns = new Map<ColumnKind, number>();
  for (const [column, name] of cells.entries()) {
    const kind = columnKind(name);
    if (kind !== undefined && !columns.has(kind)) columns.set(kind, column);
  }
  const has = (...kinds: readonly ColumnKind[]): boolean => kinds.every((kind) => columns.has(kind));
  return has('question', 'answer') || has('speaker', 'text') ? columns : undefined;
}

function turnsOf(cells: readonly string[], columns: ReadonlyMap<ColumnKind, number>): string[] {
  const cell = (kind: ColumnKind): string => cells[columns.get(kind) ?? -1] ?? '';
  if (columns.has('answer')) return [`问：${cell('question')}`, `答：${cell('answer')}`];
  const at = cell('at');
  return [`${at === '' ? '' : `[${at}] `}${cell('speaker')}：${cell('text')}`];
}

/** Cells by twos, where every first one is short; else a line each. */
function pairs(cells: readonly string[]): string[] {
  const isPaired = cells.length % 2 === 0 && cells.every((cell, column) => column % 2 === 1 || isName(cell));
  if (!isPaired) return [...cells];
  return cells.flatMap((cell, column) => (column % 2 === 0 ? [`${cell}：${cells[column + 1] ?? ''}`] : []));
}

function isName(cell: string): boolean {
  return cell !== '' && cell.length <= 20 && !/[，。？！,.?!：:\n]/.test(cell);
}
