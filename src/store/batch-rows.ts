import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { withAlike } from '../core/alike.ts';
import type { Batch, BatchProgress, Item } from '../core/batch.ts';
import { Grade } from '../core/grade.ts';
import { Origin } from '../core/submission.ts';
import { countAlike } from './alike.ts';
import type { Tables } from './tables.ts';

const Faults = z.array(
  z.object({
    file: z.string(),
    field: z.string(),
    message: z.string(),
    zh: z.string().exactOptional(),
    line: z.int().positive().exactOptional(),
  }),
);

/** A batch, of its row. */
export function batchOf(row: Selectable<Tables['batches']>): Batch {
  const { id, name, state, engine, lang, judge, fingerprint, faults } = row;
  return {
    ...{ id, name, state, engine, lang, judge, fingerprint },
    faults: Faults.parse(JSON.parse(faults)),
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

/** Items in the order of the input, from a position on, each with the grade in force. */
export async function readItems(
  database: Kysely<Tables>,
  batch: string,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<readonly Item[]> {
  const rows = await database
    .selectFrom('items')
    .innerJoin('answers', 'answers.key', 'items.answer')
    .leftJoin('grades', (join) => join.onRef('grades.answer', '=', 'items.answer').on('grades.replaced_by', 'is', null))
    .leftJoin('alike', 'alike.answer', 'items.answer')
    .select(({ exists, selectFrom }) => [
      'items.position',
      'items.state',
      'items.reason',
      'answers.id',
      'answers.candidate',
      'answers.question',
      'answers.answer',
      'answers.origin',
      'grades.grade',
      'alike.first',
      'alike.likeness',
      exists(selectFrom('decisions').select('decisions.id').whereRef('decisions.grade', '=', 'grades.id')).as(
        'decided',
      ),
      exists(selectFrom('rescorings').select('rescorings.rubric').whereRef('rescorings.grade', '=', 'grades.id')).as(
        'rescored',
      ),
    ])
    .where('items.batch', '=', batch)
    .where('items.position', '>=', from)
    .orderBy('items.position')
    .limit(limit)
    .execute();
  return rows.map((row) => {
    const { position, state, reason, first, likeness } = row;
    const alike = first === null || likeness === null ? null : { first, likeness };
    return {
      ...{ batch, position, state, reason, alike },
      submission: submissionOf(row),
      grade: row.grade === null ? null : withAlike(Grade.parse(JSON.parse(row.grade)), alike),
      revised: Boolean(row.decided) || Boolean(row.rescored),
    };
  });
}

/** A submission, of the row of its answer. */
export function submissionOf(
  row: Pick<Selectable<Tables['answers']>, 'id' | 'candidate' | 'question' | 'answer' | 'origin'>,
): Item['submission'] {
  const { id, candidate, question, answer, origin } = row;
  return { id, candidate, question, answer, origin: origin === null ? null : Origin.parse(JSON.parse(origin)) };
}

/** Where a batch stands. */
export async function readProgress(database: Kysely<Tables>, batch: string): Promise<BatchProgress> {
  const rows = await database
    .selectFrom('items')
    .where('batch', '=', batch)
    .select(({ fn }) => [
      'state',
      'cost_currency',
      fn.countAll<number>().as('items'),
      fn.sum<number>('to_review').as('to_review'),
      fn.sum<number>('fell_back').as('fell_back'),
      fn.sum<number | null>('cost_amount').as('cost'),
    ])
    .groupBy(['state', 'cost_currency'])
    .execute();
  const counts = { waiting: 0, running: 0, graded: 0, insufficient: 0, ungraded: 0, cancelled: 0 };
  const cost: Record<string, number> = {};
  let [total, toReview, fellBack] = [0, await countAlike(database, batch), 0];
  for (const row of rows) {
    counts[row.state] += row.items;
    total += row.items;
    toReview += row.to_review;
    fellBack += row.fell_back;
    if (row.cost_currency !== null) cost[row.cost_currency] = (cost[row.cost_currency] ?? 0) + (row.cost ?? 0);
  }
  return { total, counts, toReview, fellBack, cost };
}
