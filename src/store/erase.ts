import type { Kysely, Transaction } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

/** How much went. */
export type Erased = { readonly answers: number; readonly grades: number };

/** Answers that one transaction removes where it may be very many. */
const atOnce = 1_000;

/**
 * Removes everything of a candidate, in one transaction: answers and, with them, grades, decisions, appeals and items; the
 * transcripts that answers of theirs were taken from; batches that nothing is left of. Nothing stays readable in the files
 * of the embedded store.
 */
export async function eraseCandidate(database: Kysely<Tables>, dialect: Dialect, candidate: string): Promise<Erased> {
  const erased = await database.transaction().execute(async (transaction) => {
    const rows = await transaction.selectFrom('answers').select('number').where('candidate', '=', candidate).execute();
    let sum: Erased = { answers: 0, grades: 0 };
    for (let start = 0; start < rows.length; start += atOnce)
      sum = add(sum, await eraseAnswers(transaction, rows.slice(start, start + atOnce)));
    return sum;
  });
  await dialect.forget(database);
  return erased;
}

/** The same for every answer that was received before a moment, in transactions that hold nobody up for long. */
export async function eraseOlder(database: Kysely<Tables>, dialect: Dialect, moment: string): Promise<Erased> {
  let sum: Erased = { answers: 0, grades: 0 };
  for (;;) {
    const erased = await database.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom('answers')
        .select('number')
        .where('created_at', '<', moment)
        .orderBy('created_at')
        .limit(atOnce)
        .execute();
      return eraseAnswers(transaction, rows);
    });
    if (erased.answers === 0) break;
    sum = add(sum, erased);
  }
  await dialect.forget(database);
  return sum;
}

async function eraseAnswers(
  transaction: Transaction<Tables>,
  rows: readonly { readonly number: number }[],
): Promise<Erased> {
  if (rows.length === 0) return { answers: 0, grades: 0 };
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
  for (const { batch } of batches) if (batch !== null) await closeBatch(transaction, batch);
  return { answers: numbers.length, grades };
}

/** Removes a batch that has lost its last item, and ends one that has lost the last item it waited for. */
async function closeBatch(transaction: Transaction<Tables>, batch: string): Promise<void> {
  const left = await transaction
    .selectFrom('items')
    .where('batch', '=', batch)
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('items'),
      fn.sum<number | null>(eb.case().when('state', 'in', ['waiting', 'running']).then(1).else(0).end()).as('open'),
    ])
    .executeTakeFirstOrThrow();
  if (left.items === 0)
    await transaction.deleteFrom('batches').where('id', '=', batch).where('state', '<>', 'filling').execute();
  else if (Number(left.open) === 0)
    await transaction
      .updateTable('batches')
      .set({ state: 'done', ended_at: new Date().toISOString() })
      .where('id', '=', batch)
      .where('state', '=', 'running')
      .execute();
}

function add(one: Erased, other: Erased): Erased {
  return { answers: one.answers + other.answers, grades: one.grades + other.grades };
}
