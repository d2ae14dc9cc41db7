import { reviewFor } from '../../core/review.ts';
import { outcomeOf, type ResultRow } from '../scorecards/result-row.ts';
import { type ExportRequest, positionsOfSame } from './export-request.ts';

/**
 * A result as one JSON object: its grade, with `answer_id` and, where there are, `candidate` and `origin`; `settled` where a rater or new
 * weights changed what counts. Near-identical answers carry the reason `same_as_another_answer`. An answer without a grade has
 * `outcome` (`ungraded` or `unfinished`), a null score and the reason.
 */
export function resultObject(row: ResultRow, same: ReadonlySet<number>): object {
  const { position, submission, grade, settled } = row;
  const { id, candidate, question, origin } = submission;
  const who = {
    answer_id: id,
    ...(candidate === null ? {} : { candidate }),
    ...(origin === null ? {} : { origin }),
  };
  if (grade === null)
    return { question, outcome: outcomeOf(row), score: null, percent: null, reason: row.reason, ...who };
  const review = same.has(position) ? reviewFor([...grade.review.reasons, 'same_as_another_answer']) : grade.review;
  return {
    ...grade,
    review,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...who,
    ...(settled === null || settled.by === 'machine' ? {} : { settled: settledObject(settled) }),
  };
}

/** One result a line, in the order of the input. Reads the results twice and holds none of them. */
export async function jsonLines(request: ExportRequest): Promise<AsyncIterable<string>> {
  const same = await positionsOfSame(request);
  return lines();

  async function* lines(): AsyncGenerator<string> {
    for await (const row of request.read()) yield `${JSON.stringify(resultObject(row, same))}\n`;
  }
}

function settledObject({ redFlags, ...settled }: NonNullable<ResultRow['settled']>): object {
  return { ...settled, red_flags: redFlags };
}
