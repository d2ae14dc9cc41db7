import type { InvalidInput } from '../core/errors.ts';
import { type Archive, pack, unpack } from './archive.ts';
import { told } from './fault-words.ts';
import { unreadable } from './opened-file.ts';
import type { TableRow } from './recognised.ts';

/** A sheet of a workbook, its cells as text. */
export type WorkbookSheet = { readonly name: string; readonly rows: readonly TableRow[] };

/** What is inside an Office document. */
export type OfficeDocument =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'workbook'; readonly sheets: readonly WorkbookSheet[] };

/** Rows and columns of a sheet beyond which it is refused before its cells are made. */
const mostCells = 2_000_000;

/**
 * Reads a Word document (its text, a line a paragraph) or an Excel workbook (its sheets).
 *
 * @throws {InvalidInput} when it is broken, protected, too large or another kind of document
 */
export async function readOfficeFile(bytes: Buffer, file: string): Promise<OfficeDocument> {
  // Pictures and fonts are never needed, and may be large.
  const archive = await unpack(bytes, file, (name) => /\.(?:xml|rels)$/i.test(name));
  if (archive.has('word/document.xml')) return { kind: 'text', text: await wordText(archive, file) };
  if (archive.has('xl/workbook.xml')) return { kind: 'workbook', sheets: await workbookSheets(archive, file) };
  throw unreadable(file, told('other_zip'));
}

async function wordText(archive: Archive, file: string): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth
    .extractRawText({ buffer: pack(archive) })
    .catch((error: Error) => Promise.reject(broken(file, error)));
  return value.replaceAll('\n\n', '\n');
}

async function workbookSheets(archive: Archive, file: string): Promise<readonly WorkbookSheet[]> {
  for (const [name, content] of archive) if (name.startsWith('xl/worksheets/')) checkDimension(content, file);
  const { default: readXlsxFile } = await import('read-excel-file/node');
  const sheets = await readXlsxFile(pack(archive), { trim: false }).catch((error: Error) =>
    Promise.reject(broken(file, error)),
  );
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((cells, index) => ({ number: index + 1, cells: cells.map(cellText) })),
  }));
}

/** A sheet says how far it reaches; a lone cell at the far corner would have millions of empty ones made around it. */
function checkDimension(content: Buffer, file: string): void {
  let columns = 0;
  let rows = 0;
  for (const [, letters = '', digits = ''] of content
    .toString('latin1')
    .matchAll(/<c [^>]{0,80}?r="([A-Z]{1,3})(\d{1,7})"/g)) {
    columns = Math.max(columns, columnNumber(letters));
    rows = Math.max(rows, Number(digits));
  }
  if (columns * rows <= mostCells) return;
  throw unreadable(file, told('too_many_cells', { rows, columns }));
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(value).replaceAll('\r\n', '\n').replaceAll('_x000D_', '');
}

function broken(file: string, error: Error): InvalidInput {
  return unreadable(file, told('broken_document', { reason: error.message.split('\n')[0] ?? '' }));
}
