import { Submission } from '../core/submission.ts';
import { answerFault } from './answer-fault.ts';
import { type Told, told } from './fault-words.ts';
import type { QuestionLookup } from './look-up-question.ts';
import type { FileFault, TableRow } from './recognised.ts';
import type { SheetLayout } from './sheet-layout.ts';

/** An answer of a sheet, or what is wrong with a row of it. */
export type SheetEntry = { readonly submission: Submission } | { readonly fault: FileFault };

/** Where a sheet stands, and how its questions are found. */
export type SheetPlace = {
  readonly file: string;
  /** Name of the sheet, where a workbook has several. */
  readonly sheet?: string;
  readonly lookUp: QuestionLookup;
  /** Ids met so far; shared by the sheets of a workbook. */
  readonly seen: Set<string>;
  /** How a person finds a column, by its index. */
  readonly columnPlace: (column: number) => string;
};

/** A cell that is to become part of an answer, and where it stands. */
type Cell = { readonly column: number | undefined; readonly text: string };

/**
 * Reads rows by a layout. An empty row gives nothing, nor does an empty cell of a sheet with one column a question. A row
 * without an id is named by its number. A cell that cannot be taken is a fault that names row and column; the other answers
 * of the row are taken all the same.
 */
export function createRowReader(
  layout: Exclude<SheetLayout, { kind: 'turns' }>,
  { file, sheet, lookUp, seen, columnPlace }: SheetPlace,
): (row: TableRow) => readonly SheetEntry[] {
  return (row) => {
    if ('fault' in row) return [faultAt(row.number, undefined, row.fault)];
    const { cells, number } = row;
    if (cells.every((text) => text.trim() === '')) return [];
    const textAt = (column: number): string => cells[column] ?? '';
    const candidate = layout.candidate === undefined ? null : textAt(layout.candidate).trim();
    if (candidate === '') return [faultAt(number, layout.candidate, told('nobody'))];
    const given = layout.id === undefined ? '' : textAt(layout.id).trim();
    const id: Cell = given === '' ? { column: undefined, text: nameOfRow(number) } : { column: layout.id, text: given };
    const take = (question: string, answer: Cell, idText = id.text): SheetEntry => {
      const wrong = answerFault(answer.text);
      if (wrong !== undefined) return faultAt(number, answer.column, wrong);
      const origin = { file, ...(sheet === undefined ? {} : { sheet }), row: number };
      const read = Submission.safeParse({ id: idText, candidate, question, answer: answer.text, origin });
      if (!read.success) {
        const column = read.error.issues[0]?.path[0] === 'id' ? id.column : layout.candidate;
        return faultAt(number, column, told('name_too_long'));
      }
      if (seen.has(idText)) return faultAt(number, id.column, told('id_twice', { id: idText }));
      seen.add(idText);
      return { submission: read.data };
    };
    if (layout.kind === 'wide')
      return layout.questions
        .map((question) => ({ id: question.id, column: question.column, text: textAt(question.column) }))
        .filter(({ text }) => text.trim() !== '')
        .map((cell) => take(cell.id, cell, `${id.text}/${cell.id}`));
    const named = layout.question.map((column) => ({ column, text: textAt(column).trim() }));
    const found = findQuestion(named);
    if ('fault' in found) return [faultAt(number, found.column, found.fault)];
    return [take(found.id, { column: layout.answer, text: textAt(layout.answer) })];
  };

  /** Where only some rows have an id, a bare number could be the id of another. */
  function nameOfRow(number: number): string {
    const name = layout.id === undefined ? String(number) : `row ${number}`;
    return sheet === undefined ? name : `${sheet}!${name}`;
  }

  function faultAt(line: number, column: number | undefined, what: Told): SheetEntry {
    const place = column === undefined ? [] : [columnPlace(column)];
    return { fault: { file, field: [...(sheet === undefined ? [] : [sheet]), ...place].join(' '), ...what, line } };
  }

  /** The first cell that names a question of the bank; else what is wrong with the one that says most. */
  function findQuestion(named: readonly { readonly column: number; readonly text: string }[]) {
    let fault: { readonly column: number; readonly fault: Told; readonly length: number } | undefined;
    for (const { column, text } of named) {
      if (text === '') continue;
      const found = lookUp(text);
      if ('id' in found) return found;
      if (fault === undefined || text.length > fault.length)
        fault = { column, fault: found.fault, length: text.length };
    }
    return fault ?? { column: named[0]?.column, fault: told('no_question_named') };
  }
}
