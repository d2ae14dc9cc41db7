import type { Kysely, Transaction } from 'kysely';
import type { Erased, Forget } from '../core/kept-grade.ts';
import { dropLone } from './alike.ts';
import type { Dialect } from './dialect.ts';
import { endBatch } from './queue/end-batch.ts';
import type { QueueEngine } from './queue/queue-engine.ts';
import type { Tables } from './tables.ts';

/** Answers that one transaction removes where it may be very many. */
const atOnce = 1_000;

/** What is erased from. */
type Place = { readonly database: Kysely<Tables>; readonly dialect: Dialect; readonly engine: QueueEngine };

/** What one step took of answers, and the batches that nothing is left of. */
type Step = Omit<Erased, 'invitations'> & { readonly batches: readonly string[] };

/**
 * Removes everything of a candidate, in one transaction: answers and, with them, grades, decisions, appeals and items; the
 * transcripts that answers of theirs were taken from; batches that nothing is left of; their invitations. Nothing stays readable
 * in the files of the embedded store.
 */
export async function eraseCandidate(place: Place, candidate: string, before: Forget): Promise<Erased> {
  const { database, dialect, engine } = place;
  const { steps, invitations } = await database.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('answers')
      .select(['number', 'answer'])
      .where('candidate', '=', candidate)
      .execute();
    await before(rows.map(({ answer }) => answer));
    const done: Step[] = [];
    for (let start = 0; start < rows.length; start += atOnce)
      done.push(await eraseAnswers(transaction, rows.slice(start, start + atOnce)));
    const invited = await transaction
      .deleteFrom('invitations')
      .where('candidate', '=', candidate)
      .executeTakeFirstOrThrow();
    return { steps: done, invitations: Number(invited.numDeletedRows) };
  });
  for (const batch of steps.flatMap(({ batches }) => batches)) await engine.close(batch);
  await dialect.forget(database);
  return { ...sumOf(steps), invitations };
}

/**
 * The same for every answer that was received before a moment, in transactions that hold nobody up for long, and for every
 * invitation that was over by then.
 */
export async function eraseOlder(place: Place, moment: string, before: Forget): Promise<Erased> {
  const { database, dialect, engine } = place;
  const steps: Step[] = [];
  for (;;) {
    const step = await database.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom('answers')
        .select(['number', 'answer'])
        .where('created_at', '<', moment)
        .orderBy('created_at')
        .limit(atOnce)
        .execute();
      await before(rows.map(({ answer }) => answer));
      return eraseAnswers(transaction, rows);
    });
    if (step.answers === 0) break;
    for (const batch of step.batches) await engine.close(batch);
    steps.push(step);
  }
  await database.deleteFrom('replies').where('created_at', '<', moment).execute();
  const over = await database
    .deleteFrom('invitations')
    .where(({ or, eb }) => or([eb('expires_at', '<', moment), eb('withdrawn_at', '<', moment)]))
    .executeTakeFirstOrThrow();
  await dialect.forget(database);
  return { ...sumOf(steps), invitations: Number(over.numDeletedRows) };
}

async function eraseAnswers(
  transaction: Transaction<Tables>,
  rows: readonly { readonly number: number }[],
): Promise<Step> {
  if (rows.length === 0) return { answers: 0, grades: 0, batches: [] };
  const numbers = rows.map(({ number }) => number);
  const answers = transaction.selectFrom('answers').where('number', 'in', numbers);
  const { grades } = await transaction
    .selectFrom('grades')
    .where('answer', 'in', answers.select('key'))
    .select(({ fn }) => fn.countAll<number>().as('grades'))
    .executeTakeFirstOrThrow();
  const batches = await answers.select('batch').distinct().where('batch', 'is not', null).execute();
  await transaction
    .deleteFrom('transcripts')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('answers')
          .select('answers.number')
          .where('answers.number', 'in', numbers)
          .whereRef('answers.batch', '=', 'transcripts.batch')
          .whereRef('answers.file', '=', 'transcripts.file'),
      ),
    )
    .execute();
  await transaction.deleteFrom('answers').where('number', 'in', numbers).execute();
  const gone: string[] = [];
  for (const { batch } of batches) if (batch !== null && (await closeBatch(transaction, batch))) gone.push(batch);
  return { answers: numbers.length, grades, batches: gone };
}

/** Removes a batch that has lost its last item, and then says true; ends one that has lost the last item it waited for. Sees to its groups. */
async function closeBatch(transaction: Transaction<Tables>, batch: string): Promise<boolean> {
  const item = await transaction
    .selectFrom('items')
    .select('position')
    .where('batch', '=', batch)
    .limit(1)
    .executeTakeFirst();
  if (item !== undefined) {
    await dropLone(transaction, batch);
    await endBatch(transaction, batch, new Date().toISOString());
    return false;
  }
  const { numDeletedRows } = await transaction
    .deleteFrom('batches')
    .where('id', '=', batch)
    .where('state', '<>', 'filling')
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

function sumOf(steps: readonly Step[]): Omit<Erased, 'invitations'> {
  return {
    answers: steps.reduce((sum, { answers }) => sum + answers, 0),
    grades: steps.reduce((sum, { grades }) => sum + grades, 0),
  };
}
