import { columnIndex } from './columns.ts';
import { told } from './fault-words.ts';
import { unreadable } from './opened-file.ts';

/** Rows and columns of a sheet beyond which it is refused before its cells are made. */
const mostCells = 2_000_000;

/** Bytes of the longest tag, and of the longest stretch of text or comment: a cell of Excel holds 32,767 characters. */
const longestTag = 64 * 1024;
const longestText = 1024 * 1024;

const address = /(?:^|[\s"':])r=(?:"([^"]*)"|'([^']*)')/g;
const rowOrCell = /^<(?:[\w.-]{1,40}:)?(row|c)[\s/>]/;

/**
 * Looks at the XML of a workbook before a library makes anything of it: how far its cells reach, for a lone one at the far corner would
 * have millions of empty ones made around it; and for pieces without end, which its reader would begin anew with every part
 * that it is given.
 *
 * @throws {InvalidInput} when it reaches too far, or is no XML that a spreadsheet program writes
 */
export function checkExtent(content: Buffer, file: string): void {
  const xml = content.toString('latin1');
  let columns = 0;
  let rows = 0;
  let rowTags = 0;
  for (const tag of tagsOf(xml, file)) {
    const kind = rowOrCell.exec(tag)?.[1];
    if (kind === undefined) continue;
    if (kind === 'row') rowTags++;
    for (const [, double, single] of tag.matchAll(address)) {
      const place = placeOf(double ?? single ?? '', file);
      columns = Math.max(columns, place.column);
      rows = Math.max(rows, place.row);
    }
  }
  rows = Math.max(rows, rowTags);
  if (Math.max(columns, 1) * rows > mostCells) throw unreadable(file, told('too_many_cells', { rows, columns }));
}

/** Refuses sheets that are too large together: a workbook may name the same one again and again. */
export function checkSheets(sheets: readonly { readonly data: readonly (readonly unknown[])[] }[], file: string): void {
  let cells = 0;
  for (const { data } of sheets) {
    cells += data.length * Math.max(1, data[0]?.length ?? 0);
    if (cells > mostCells) throw unreadable(file, told('too_many_cells_together'));
  }
}

/** Every tag with what follows it up to the next one: a `>` may stand in an attribute too. */
function* tagsOf(xml: string, file: string): Generator<string> {
  for (let at = 0; at < xml.length; ) {
    const open = endOf(xml, '<', at) - 1;
    if (open - at > longestText) throw unreadable(file, told('cell_too_long'));
    if (open >= xml.length) return;
    const isComment = xml.startsWith('<!--', open);
    const close = endOf(xml, isComment ? '-->' : '>', open);
    if (close - open > (isComment ? longestText : longestTag))
      throw unreadable(file, told('broken_document', { reason: 'a tag does not end' }));
    if (!isComment) yield xml.slice(open, endOf(xml, '<', close) - 1);
    at = close;
  }
}

/** Where the next mark ends; one behind the end where there is none. */
function endOf(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  return at < 0 ? xml.length + 1 : at + mark.length;
}

/** `B7` as row and column; the number of a row has no column. Anything else would be read as what it is not, such as 1E9 as a billion. */
function placeOf(text: string, file: string): { readonly row: number; readonly column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]{0,3})(\d{1,7})$/.exec(text) ?? [];
  if (digits === '')
    throw unreadable(file, told('broken_document', { reason: `a cell or row at "${text.slice(0, 40)}"` }));
  return { row: Number(digits), column: columnIndex(letters) + 1 };
}
