import { scorecardsOf } from '../scorecards/scorecards.ts';
import type { ExportRequest } from './export-request.ts';
import { resultObject } from './json-lines.ts';

/** Scorecards and results as one JSON object: `format`, `title`, `made_at`, `faults`, `scorecards`, `results` (one a line, in the order of the input). */
export async function jsonDocument(request: ExportRequest): Promise<AsyncIterable<string>> {
  const { read, source, lang, title, madeAt, faults } = request;
  const scorecards = await scorecardsOf(read(), source, lang);
  const head = { format: 'answer-grader/results', format_version: 1, title, made_at: madeAt, faults, scorecards };
  return pieces();

  async function* pieces(): AsyncGenerator<string> {
    yield `${JSON.stringify(head).slice(0, -1)},"results":[`;
    let separator = '\n';
    for await (const row of read()) {
      yield `${separator}${JSON.stringify(resultObject(row))}`;
      separator = ',\n';
    }
    yield '\n]}\n';
  }
}
