import { isAsking } from './interviewer-talk.ts';
import { cutLabelledText, type SpokenInterview } from './labelled-text.ts';
import type { QuestionLookup } from './look-up-question.ts';

/** Lines and characters of a line beyond which no question is looked for. */
const mostLines = 5_000;
const longestQuestion = 200;
/** A line without a number and nothing that asks may still be a title of the bank, which is short. */
const longestTitle = 30;

const number = /^(?:第\s?)?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?题?\s?[.、．:：)）]\s{0,3}/;
/** How a heading of Markdown is marked, and bold type. */
const heading = /^(?:#{1,6}\s{1,3}|\*\*(?=.{1,200}\*\*$))/;
const answerLabel = /^(?:答案?|回答|answer|a)\s?[:：]\s{0,3}/i;

/** A question that is written: its text and number, and how the line is marked. */
type Asked = { readonly text: string; readonly mark: string; readonly number: number | undefined };

/**
 * A written test without speakers: lines that are questions of the bank, or go on with their numbering, and below each what was
 * written to it. Undefined where no line is a question of the bank.
 */
export function cutUnlabelledQuestions(text: string, lookUp: QuestionLookup): SpokenInterview | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  if (lines.length > mostLines) return undefined;
  const turns: { speaker: string; texts: string[] }[] = [];
  let last: Asked | undefined;
  let from: number | undefined;
  for (const [index, line] of lines.entries()) {
    const asked = questionOf(line, lines[index - 1] === '');
    if (asked !== undefined) {
      from ??= index;
      last = asked;
      turns.push({ speaker: '问', texts: [asked.text] });
    } else if (turns.at(-1)?.speaker === '问') {
      if (line !== '') turns.push({ speaker: '答', texts: [line.replace(answerLabel, '')] });
    } else turns.at(-1)?.texts.push(line);
  }
  if (from === undefined) return undefined;
  return {
    people: cutLabelledText(lines.slice(0, from).join('\n'), []).people,
    turns: turns.map(({ speaker, texts }): SpokenInterview['turns'][number] => ({
      speaker,
      at: null,
      text: texts.join('\n').trim(),
    })),
  };

  /** The question that a line is: one of the bank, or one that is marked as the one before it was. */
  function questionOf(line: string, isApart: boolean): Asked | undefined {
    if (line === '' || line.length > longestQuestion) return undefined;
    const mark = heading.exec(line)?.[0] ?? '';
    const text = line.slice(mark.length).replace(/\*\*$/, '');
    const found = number.exec(text);
    const own = found === null ? undefined : numberOf(found[1] ?? '');
    const words = found === null ? text : text.slice(found[0].length);
    const mayBe = own !== undefined || words.length <= longestTitle || isAsking(words);
    return follows({ text, mark, number: own }, isApart) || (mayBe && 'id' in lookUp(words))
      ? { text, mark, number: own }
      : undefined;
  }

  function follows({ text, mark, number: own }: Asked, isApart: boolean): boolean {
    if (last === undefined || mark !== last.mark) return false;
    if (last.number === undefined) return mark !== '' || (isApart && own === undefined && /[?？]$/.test(text));
    return own === last.number + 1 && (mark !== '' || isAsking(text));
  }
}

function numberOf(digits: string): number {
  const arabic = Number(digits);
  if (!Number.isNaN(arabic)) return arabic;
  const [tens = '', ones = ''] = digits.includes('十') ? digits.split('十') : ['〇', digits];
  const digit = (text: string): number => '〇一二三四五六七八九'.indexOf(text);
  return 10 * (tens === '' ? 1 : digit(tens)) + (ones === '' ? 0 : digit(ones));
}
