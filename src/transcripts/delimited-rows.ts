import { parse } from 'csv-parse/sync';
import { told } from './fault-words.ts';
import type { TableRow } from './recognised.ts';
import type { TextLine } from './text-lines.ts';

/** Lines and characters that one record may take up; beyond, a quotation mark was not closed. */
const mostLines = 500;
const mostCharacters = 256 * 1024;

/** A row, and where it ends, in bytes. */
export type PlacedRow = TableRow & { readonly end: number };

/**
 * The rows of a CSV or TSV text, each by the number of the line on which it begins. A cell in quotation marks may run over
 * several lines. Where a mark is not closed, only the line that opened it is lost: it is a fault, and the next line begins
 * a row again. No more than a record is held.
 */
export async function* readDelimitedRows(lines: AsyncIterable<TextLine>, delimiter: string): AsyncGenerator<PlacedRow> {
  let held: TextLine[] = [];
  let characters = 0;
  let isOpen = false;
  let isOdd = false;
  for await (const line of lines) {
    yield* add(line);
  }
  while (held.length > 0) yield* giveUp();

  function* add(line: TextLine): Generator<PlacedRow> {
    if ('fault' in line) {
      // What stands around an unreadable line inside quotation marks is no row any more.
      if (isOpen) for (const { number, end } of held) yield { number, end, fault: told('cut_row') };
      reset();
      yield { number: line.number, end: line.end, fault: line.fault };
      return;
    }
    held.push(line);
    characters += line.text.length;
    const after = quotationAfter(line.text, isOpen, delimiter);
    isOpen = after.isOpen;
    isOdd ||= after.isOdd;
    // A lone mark inside a cell that runs over lines closes a quotation that an earlier line should have closed.
    if (!isOpen && isOdd && held.length > 1) yield* giveUp();
    else if (!isOpen) {
      yield recordOf(held, delimiter);
      reset();
    } else if (held.length >= mostLines || characters >= mostCharacters) yield* giveUp();
  }

  /** Reports the line that opened a quotation, and begins again with the one after it. */
  function* giveUp(): Generator<PlacedRow> {
    const [first, ...others] = held;
    reset();
    if (first === undefined) return;
    yield {
      number: first.number,
      end: first.end,
      fault: told('open_quotation'),
    };
    for (const line of others) yield* add(line);
  }

  function reset(): void {
    held = [];
    characters = 0;
    isOpen = false;
    isOdd = false;
  }
}

/**
 * Does a quotation run on after this line? A mark opens one at the beginning of a cell only; a doubled one is text. `isOdd`: a
 * mark stands alone inside a quotation, neither doubled nor at the end of its cell.
 */
function quotationAfter(text: string, wasOpen: boolean, delimiter: string): { isOpen: boolean; isOdd: boolean } {
  let isOpen = wasOpen;
  let isOdd = false;
  let atStart = !wasOpen;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isOpen) {
      if (character !== '"') continue;
      const next = text[index + 1];
      if (next === '"') index++;
      else if (next === undefined || next === delimiter) isOpen = false;
      else isOdd = true;
    } else if (character === '"' && atStart) isOpen = true;
    atStart = !isOpen && character === delimiter;
  }
  return { isOpen, isOdd };
}

function recordOf(lines: readonly TextLine[], delimiter: string): PlacedRow {
  const [first] = lines;
  const number = first?.number ?? 0;
  const end = lines.at(-1)?.end ?? 0;
  const text = lines.map((line) => ('text' in line ? line.text : '')).join('\n');
  if (text === '') return { number, end, cells: [] };
  try {
    const [cells = []] = parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
    return { number, end, cells: delimiter === '|' ? cellsOfMarkdown(cells) : cells };
  } catch (error) {
    return { number, end, fault: told('no_row', { reason: (error as Error).message }) };
  }
}

/** Cells that are drawn with bars, without the blanks around them; none for the line below the head. */
function cellsOfMarkdown(cells: readonly string[]): string[] {
  const trimmed = cells.map((cell) => cell.trim());
  const isRule = trimmed.some((cell) => cell !== '') && trimmed.every((cell) => /^:?-{0,200}:?$/.test(cell));
  return isRule ? [] : trimmed;
}
