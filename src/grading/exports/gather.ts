import { InvalidInput } from '../../core/errors.ts';
import { questionsOf } from '../scorecards/known-question.ts';
import type { ResultRow } from '../scorecards/result-row.ts';
import { scorecardsOf } from '../scorecards/scorecards.ts';
import type { Scorecards } from '../scorecards/scorecards-schema.ts';
import { type AnswerLine, answerLine } from './answer-columns.ts';
import type { ExportRequest } from './export-request.ts';
import { type Words, wordsOf } from './words.ts';

/** Everything of a batch at once, for the forms that cannot be written in one go. */
export type Gathered = {
  readonly scorecards: Scorecards;
  /** In the order of the input. */
  readonly lines: readonly AnswerLine[];
  readonly titleOf: (question: string) => string;
  readonly words: Words;
};

/**
 * Reads all results into memory.
 *
 * @param limit - how many answers the format takes, and what it is called
 * @throws {InvalidInput} as soon as there are more
 */
export async function gather(
  { read, source, lang }: ExportRequest,
  limit: { readonly answers: number; readonly format: string },
): Promise<Gathered> {
  const rows: ResultRow[] = [];
  for await (const row of read()) {
    rows.push(row);
    if (rows.length > limit.answers) throw tooMany(limit);
  }
  const scorecards = await scorecardsOf(rows, source, lang);
  const known = questionsOf(source, lang);
  const words = wordsOf[lang];
  return {
    scorecards,
    lines: rows.map((row) => answerLine(row, known(row.submission.question), words)),
    titleOf: (question) => known(question).title,
    words,
  };
}

function tooMany({ answers, format }: { readonly answers: number; readonly format: string }): InvalidInput {
  const most = answers.toLocaleString('en-US');
  const message = `takes at most ${most} answers; use csv or jsonl, which have no limit, or split the batch`;
  const zh = `最多写 ${most} 份作答：请改用 csv 或 jsonl（不限份数），或者拆成几个批次`;
  return new InvalidInput('export', [{ field: format, message, zh }]);
}
