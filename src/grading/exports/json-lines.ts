import { outcomeOf, type ResultRow } from '../scorecards/result-row.ts';
import type { ExportRequest } from './export-request.ts';

/**
 * A result as one JSON object: its grade, with `answer_id` and, where there are, `candidate` and `origin`; `settled` where a rater or new
 * weights changed what counts. An answer without a grade has
 * `outcome` (`ungraded` or `unfinished`), a null score and the reason.
 */
export function resultObject(row: ResultRow): object {
  const { submission, grade, settled } = row;
  const { id, candidate, question, origin } = submission;
  const who = {
    answer_id: id,
    ...(candidate === null ? {} : { candidate }),
    ...(origin === null ? {} : { origin }),
  };
  if (grade === null)
    return { question, outcome: outcomeOf(row), score: null, percent: null, reason: row.reason, ...who };
  return {
    ...grade,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...who,
    ...(settled === null || settled.by === 'machine' ? {} : { settled: settledObject(settled) }),
  };
}

/** One result a line, in the order of the input. Reads the results once and holds none of them. */
export async function jsonLines(request: ExportRequest): Promise<AsyncIterable<string>> {
  return lines();

  async function* lines(): AsyncGenerator<string> {
    for await (const row of request.read()) yield `${JSON.stringify(resultObject(row))}\n`;
  }
}

function settledObject({ redFlags, ...settled }: NonNullable<ResultRow['settled']>): object {
  return { ...settled, red_flags: redFlags };
}
