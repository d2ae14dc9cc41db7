import { stringify } from 'csv-stringify/sync';
import { questionsOf } from '../scorecards/known-question.ts';
import { answerColumns, answerLine } from './answer-columns.ts';
import { headsOf } from './columns.ts';
import { type ExportRequest, positionsOfSame } from './export-request.ts';
import { wordsOf } from './words.ts';

/**
 * One row an answer, in the order of the input. The byte order mark makes Excel read it as UTF-8; a cell that Excel would take for a
 * formula begins with an apostrophe. Reads the results twice and holds none of them.
 */
export async function csvTable(request: ExportRequest): Promise<AsyncIterable<string>> {
  const same = await positionsOfSame(request);
  const known = questionsOf(request.source, request.lang);
  const told = { words: wordsOf[request.lang], same };
  return lines();

  async function* lines(): AsyncGenerator<string> {
    yield stringify([headsOf(answerColumns, request.lang)], { bom: true });
    for await (const row of request.read()) {
      const line = answerLine(row, known(row.submission.question), told);
      yield stringify([answerColumns.map(({ cell }) => cell(line))], { escape_formulas: true });
    }
  }
}
