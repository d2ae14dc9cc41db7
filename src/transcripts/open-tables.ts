import { InvalidInput } from '../core/errors.ts';
import { columnLetter } from './columns.ts';
import { type PlacedRow, readDelimitedRows } from './delimited-rows.ts';
import { delimiterOfTable } from './delimiter.ts';
import { told } from './fault-words.ts';
import { fillMerged } from './merged-cells.ts';
import type { WorkbookSheet } from './office-files.ts';
import { type OpenContext, type OpenedFile, type ReadEntry, unreadable } from './opened-file.ts';
import { openTable, type Table } from './read-table.ts';
import type { SpokenTurn, TableRow } from './recognised.ts';
import { piecesOf, type SentFile } from './sent-file.ts';
import { createRowReader, type SheetPlace } from './sheet-rows.ts';
import { readLines } from './text-lines.ts';

type NamedTable = Table<PlacedRow> & { readonly sheet?: string };

/** Opens a CSV or TSV text, which is read as it is asked for. @param head - its beginning, decoded */
export async function openDelimited(head: string, file: SentFile, context: OpenContext): Promise<OpenedFile> {
  const rows = readDelimitedRows(readLines(piecesOf(file), file.name), delimiterOfTable(head, file.name));
  const table = await openTable(rows, { file: file.name, lookUp: context.lookUp });
  if (table === undefined) throw unreadable(file.name, told('empty'));
  return openTables([table], file.name, context);
}

/**
 * Opens the sheets of a workbook. A sheet without answers, such as notes or a key, may stand beside others that have them.
 *
 * @throws {InvalidInput} when none of them has the columns that are needed
 */
export async function openWorkbook(
  sheets: readonly WorkbookSheet[],
  file: SentFile,
  context: OpenContext,
): Promise<OpenedFile> {
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  const tables: NamedTable[] = [];
  const refused: InvalidInput[] = [];
  for (const { name, rows, merged } of filled) {
    const named = filled.length === 1 ? {} : { sheet: name };
    try {
      const table = await openTable(placed(rows), { file: file.name, ...named, lookUp: context.lookUp });
      if (table !== undefined) tables.push({ ...table, ...named, rows: fillMerged(table.rows, merged, shared(table)) });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      refused.push(error);
    }
  }
  if (tables.length === 0) throw refused[0] ?? unreadable(file.name, told('empty'));
  return openTables(tables, file.name, context);
}

/** Columns in which one cell may stand for several rows: whose answers they are, and to which question. */
function shared({ layout }: NamedTable): readonly number[] {
  const candidate = layout.kind === 'turns' || layout.candidate === undefined ? [] : [layout.candidate];
  return layout.kind === 'answers' ? [...candidate, ...layout.question] : candidate;
}

async function* placed(rows: readonly TableRow[]): AsyncGenerator<PlacedRow> {
  for (const row of rows) yield { ...row, end: 0 };
}

/** Turns where the first table has turns, else the answers of all of them, one after the other. */
async function openTables(tables: readonly NamedTable[], file: string, { lookUp }: OpenContext): Promise<OpenedFile> {
  if (tables[0]?.layout.kind === 'turns') {
    const turns = await Promise.all(tables.map((table) => turnsOf(table, file)));
    return { kind: 'interview', spoken: { turns: turns.flat(), people: [] } };
  }
  const seen = new Set<string>();
  async function* entries(): AsyncGenerator<ReadEntry> {
    for (const table of tables) yield* entriesOf(table, { file, lookUp, seen });
  }
  return { kind: 'sheet', entries: entries() };
}

async function turnsOf({ layout, rows }: NamedTable, file: string): Promise<SpokenTurn[]> {
  if (layout.kind !== 'turns') return [];
  const turns: SpokenTurn[] = [];
  for await (const row of rows) {
    if ('fault' in row) throw unreadable(file, row.fault, row.number);
    const cell = (column: number | undefined): string =>
      column === undefined ? '' : (row.cells[column]?.trim() ?? '');
    // A cell left empty, or merged with the one above, is the same speaker going on.
    const speaker = cell(layout.speaker) || (turns.at(-1)?.speaker ?? '?');
    const text = cell(layout.text);
    if (text !== '') turns.push({ speaker, text, at: cell(layout.at) || null });
  }
  return turns;
}

async function* entriesOf(
  { layout, header, rows, sheet }: NamedTable,
  place: Pick<SheetPlace, 'file' | 'lookUp' | 'seen'>,
): AsyncGenerator<ReadEntry> {
  if (layout.kind === 'turns') return;
  const columnPlace = (column: number): string => {
    const name = layout.names[column]?.trim() ?? '';
    const shown = name.length > 20 ? `${name.slice(0, 20)}…` : name;
    return name === '' ? columnLetter(column) : `${shown} (${columnLetter(column)})`;
  };
  const read = createRowReader(layout, { ...place, ...(sheet === undefined ? {} : { sheet }), columnPlace });
  if (layout.kind === 'wide')
    for (const { column, fault } of layout.strange)
      yield { fault: { file: place.file, field: columnPlace(column), ...fault, line: header }, end: 0 };
  for await (const row of rows) for (const entry of read(row)) yield { ...entry, end: row.end };
}
