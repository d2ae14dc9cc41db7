import type { Kysely } from 'kysely';
import type { AnswerRecord, Page } from '../core/kept-grade.ts';
import { pageOf } from './pages.ts';
import { answerOf, gradesWithAnswers, withWhatBelongs } from './read-grades.ts';
import type { Tables } from './tables.ts';

/** One page of a candidate's answers, whether graded or not, each with every grade that it was given. */
export async function answerRecords(
  database: Kysely<Tables>,
  { candidate, after, limit }: { readonly candidate: string; readonly after: number; readonly limit: number },
): Promise<Page<AnswerRecord>> {
  const rows = await database
    .selectFrom('answers')
    .select(['number', 'key', 'candidate', 'question', 'answer', 'origin', 'batch'])
    .select(['id as answer_id', 'created_at as answered_at'])
    .where('candidate', '=', candidate)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit + 1)
    .execute();
  const { items, next } = pageOf(rows, limit, ({ number }) => `${number}`);
  if (items.length === 0) return { items: [], next };
  const keys = items.map(({ key }) => key);
  const grades = await gradesWithAnswers(database)
    .where('answers.key', 'in', keys)
    .orderBy('grades.number', 'desc')
    .execute();
  const kept = Map.groupBy(await withWhatBelongs(database, grades), ({ answer }) => answer.key);
  return { items: items.map((row) => ({ answer: answerOf(row), grades: kept.get(row.key) ?? [] })), next };
}
