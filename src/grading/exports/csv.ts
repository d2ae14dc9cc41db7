import { stringify } from 'csv-stringify/sync';
import { questionsOf } from '../scorecards/known-question.ts';
import { answerColumns, answerLine } from './answer-columns.ts';
import { headsOf } from './columns.ts';
import type { ExportRequest } from './export-request.ts';
import { wordsOf } from './words.ts';

/**
 * One row an answer, in the order of the input. The byte order mark makes Excel read it as UTF-8; a cell that Excel would take for a
 * formula begins with an apostrophe. Reads the results once and holds none of them.
 */
export async function csvTable(request: ExportRequest): Promise<AsyncIterable<string>> {
  const known = questionsOf(request.source, request.lang);
  const words = wordsOf[request.lang];
  return lines();

  async function* lines(): AsyncGenerator<string> {
    yield stringify([headsOf(answerColumns, request.lang)], { bom: true });
    for await (const row of request.read()) {
      const line = answerLine(row, known(row.submission.question), words);
      yield stringify([answerColumns.map(({ cell }) => cell(line))], { escape_formulas: true });
    }
  }
}
