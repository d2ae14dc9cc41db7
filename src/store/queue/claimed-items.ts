import type { Transaction } from 'kysely';
import type { ClaimedItem } from '../../core/batch.ts';
import { submissionOf } from '../batch-rows.ts';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import type { OpenBatch } from './next-batches.ts';

/** Items of a batch with their answers, in the order of the input. */
export async function withSubmissions(
  transaction: Transaction<Tables>,
  dialect: Dialect,
  {
    batch: { id, engine, lang },
    claimed,
  }: { readonly batch: OpenBatch; readonly claimed: readonly { readonly position: number; readonly answer: string }[] },
): Promise<readonly ClaimedItem[]> {
  const items: ClaimedItem[] = [];
  for (const portion of dialect.portions(claimed)) {
    const answers = await transaction
      .selectFrom('answers')
      .select(['key', 'id', 'candidate', 'question', 'answer', 'origin'])
      .where(
        'key',
        'in',
        portion.map(({ answer }) => answer),
      )
      .execute();
    const byKey = new Map(answers.map((row) => [row.key, submissionOf(row)]));
    for (const { position, answer } of portion) {
      const submission = byKey.get(answer);
      if (submission !== undefined) items.push({ batch: id, engine, lang, position, submission });
    }
  }
  return items.sort((a, b) => a.position - b.position);
}

/**
 * How many items of a batch to claim at once. What broke a grader off is tried again in ever smaller portions, so that one bad
 * answer is not held against its neighbours.
 */
export async function portionOf(transaction: Transaction<Tables>, batch: string, most: number): Promise<number> {
  const worst = await transaction
    .selectFrom('items')
    .select('lost_claims')
    .where('batch', '=', batch)
    .where('lost_claims', '>', 0)
    .where('state', '=', 'waiting')
    .orderBy('lost_claims', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Math.max(1, most >> (worst?.lost_claims ?? 0));
}
