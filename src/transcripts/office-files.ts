import type { InvalidInput } from '../core/errors.ts';
import { type Archive, pack, unpack } from './archive.ts';
import { told } from './fault-words.ts';
import { type MergedCells, mergedDown } from './merged-cells.ts';
import { unreadable } from './opened-file.ts';
import type { TableRow } from './recognised.ts';
import { checkExtent, checkSheets } from './sheet-extent.ts';
import { wordText } from './word-text.ts';

/** A sheet of a workbook, its cells as text. */
export type WorkbookSheet = {
  readonly name: string;
  readonly rows: readonly TableRow[];
  readonly merged: readonly MergedCells[];
};

/** What is inside an Office document. */
export type OfficeDocument =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'workbook'; readonly sheets: readonly WorkbookSheet[] };

/**
 * Reads a Word document (its text) or an Excel workbook (its sheets).
 *
 * @throws {InvalidInput} when it is broken, protected, too large or another kind of document
 */
export async function readOfficeFile(bytes: Buffer, file: string): Promise<OfficeDocument> {
  // Pictures and fonts are never needed, and may be large.
  const archive = await unpack(bytes, file, (name) => /\.(?:xml|rels)$/i.test(name));
  if (archive.has('word/document.xml'))
    return { kind: 'text', text: await wordText(archive).catch((error: Error) => Promise.reject(broken(file, error))) };
  if (archive.has('xl/workbook.xml')) return { kind: 'workbook', sheets: await workbookSheets(archive, file) };
  throw unreadable(file, told('other_zip'));
}

async function workbookSheets(archive: Archive, file: string): Promise<readonly WorkbookSheet[]> {
  // Any part may be named as a sheet.
  for (const content of archive.values()) checkExtent(content, file);
  const { default: readXlsxFile } = await import('read-excel-file/node');
  const sheets = await readXlsxFile(pack(archive), { trim: false }).catch((error: Error) =>
    Promise.reject(broken(file, error)),
  );
  const merged = mergedDown(archive);
  // A sheet that is named and has no part of its own comes without rows, whatever the type says.
  const there = sheets
    .map((sheet, index) => ({ ...sheet, merged: merged[index] ?? [] }))
    .filter(({ data }) => Array.isArray(data));
  checkSheets(there, file);
  return there.map(({ sheet, data, merged }) => ({
    name: sheet,
    merged,
    rows: data.map((cells, index) => ({ number: index + 1, cells: cells.map(cellText) })),
  }));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(value).replaceAll('\r\n', '\n').replaceAll('_x000D_', '');
}

function broken(file: string, error: Error): InvalidInput {
  return unreadable(file, told('broken_document', { reason: error.message.split('\n')[0] ?? '' }));
}
