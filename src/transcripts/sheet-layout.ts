import { type ColumnKind, columnKind } from './columns.ts';
import type { Told } from './fault-words.ts';
import type { QuestionLookup } from './look-up-question.ts';

/** Where the columns of a sheet are, by index from 0, found in its header. */
export type SheetLayout =
  | {
      /** One row an answer. */
      readonly kind: 'answers';
      readonly names: readonly string[];
      readonly id: number | undefined;
      readonly candidate: number | undefined;
      /** A sheet may name a question by number and by text; the first that is known counts. */
      readonly question: readonly number[];
      readonly answer: number;
    }
  | {
      /** One row a candidate, one column a question. */
      readonly kind: 'wide';
      readonly names: readonly string[];
      readonly id: number | undefined;
      readonly candidate: number | undefined;
      readonly questions: readonly { readonly column: number; readonly id: string }[];
      /** Columns that look like a question and are none of the bank. */
      readonly strange: readonly { readonly column: number; readonly fault: Told }[];
    }
  | {
      /** One row a turn of an interview. */
      readonly kind: 'turns';
      readonly speaker: number;
      readonly text: number;
      readonly at: number | undefined;
    };

/** The layout that a header row tells of; undefined when it is no header. */
export function layoutOf(names: readonly string[], lookUp: QuestionLookup): SheetLayout | undefined {
  const of = (wanted: ColumnKind): number[] =>
    names.flatMap((name, column) => (columnKind(name) === wanted ? [column] : []));
  const [id] = of('id');
  const [candidate] = of('candidate');
  const question = of('question');
  const [text] = of('text');
  const [speaker] = of('speaker');
  const answer = of('answer')[0] ?? (question.length > 0 ? text : undefined);
  if (question.length > 0 && answer !== undefined) return { kind: 'answers', names, id, candidate, question, answer };
  const teller = speaker ?? candidate;
  if (teller !== undefined && text !== undefined) return { kind: 'turns', speaker: teller, text, at: of('at')[0] };
  return wideLayout(names, { id, candidate }, lookUp);
}

function wideLayout(
  names: readonly string[],
  { id, candidate }: { readonly id: number | undefined; readonly candidate: number | undefined },
  lookUp: QuestionLookup,
): SheetLayout | undefined {
  const others = names.flatMap((name, column) =>
    name.trim() === '' || columnKind(name) !== undefined ? [] : [{ name, column, found: lookUp(withoutNumber(name)) }],
  );
  const questions = others.flatMap(({ column, found }) => ('id' in found ? [{ column, id: found.id }] : []));
  if (questions.length === 0) return undefined;
  const strange = others.flatMap(({ name, column, found }) =>
    'fault' in found && looksLikeQuestion(name) ? [{ column, fault: found.fault }] : [],
  );
  return { kind: 'wide', names, id, candidate, questions, strange };
}

/** `第3题：客户要求退款` and `3. 客户要求退款` are about the same question as the text alone. */
function withoutNumber(name: string): string {
  return name
    .trim()
    .replace(/^(?:第\s?[\d一二三四五六七八九十]{1,3}\s?题|(?:题目?|问题|q)?\s?\d{1,3})\s?[.、:：)）\s]\s?/i, '');
}

function looksLikeQuestion(name: string): boolean {
  return /[?？]|^(?:第.{1,3}题|q\d)/i.test(name) || name.length >= 15;
}
