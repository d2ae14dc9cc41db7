import type { ExportRequest } from './export-request.ts';
import { gather } from './gather.ts';
import { mostAnswers } from './most-answers.ts';
import { aboutTable, answersTable, overviewTable, pointsTable, questionsTable, reviewTable } from './sheets.ts';
import { workbookOnThread } from './workbook-thread.ts';

/**
 * A workbook: overview with the ranking, candidates by questions, points, answers, what a person should look at, and what the figures
 * mean. Up to 5,000 answers, for it is made in memory, of which it takes some 800 MB then.
 *
 * @throws {InvalidInput} when there are more
 */
export async function workbook(request: ExportRequest): Promise<AsyncIterable<Uint8Array>> {
  const gathered = await gather(request, { answers: mostAnswers.xlsx, format: 'xlsx' });
  const tables = [overviewTable, questionsTable, pointsTable, answersTable, reviewTable, aboutTable];
  const file = await workbookOnThread(tables.map((table) => table(gathered, request)));
  return (async function* () {
    yield file;
  })();
}
