import { answerRow, keepAll } from '../../src/store/keep-grades.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { sample } from './sample.ts';

type Kept = ReturnType<typeof sample>;

/** What an item of a made batch is: a grade, as it would be kept, or an answer that still waits for one. */
export type MadeItem = { readonly kept: Kept; readonly waiting?: boolean };

/** Writes a running batch with its items, position by position, and the transcripts of its files. */
export async function makeBatch(
  { database, dialect }: Store,
  batch: string,
  made: readonly MadeItem[],
  transcripts: readonly string[] = [],
): Promise<void> {
  await database
    .insertInto('batches')
    .values({
      id: batch,
      name: batch,
      state: 'running',
      engine: 'heuristic',
      lang: 'zh',
      fingerprint: batch,
      faults: '[]',
      created_at: '2026-01-15T12:00:00.000Z',
      ended_at: null,
    })
    .execute();
  for (const [position, { kept, waiting = false }] of made.entries()) {
    const answer = { ...kept.answer, batch };
    if (waiting) await database.insertInto('answers').values(answerRow(answer)).execute();
    else await keepAll(database, dialect, [{ ...kept, answer }]);
    await database
      .insertInto('items')
      .values({
        batch,
        position,
        answer: answer.key,
        state: waiting ? 'waiting' : 'graded',
        reason: null,
        claimed_by: null,
        claimed_until: null,
        cost_amount: null,
        cost_currency: null,
      })
      .execute();
  }
  for (const file of transcripts)
    await database.insertInto('transcripts').values({ batch, file, turns: '[]' }).execute();
}
