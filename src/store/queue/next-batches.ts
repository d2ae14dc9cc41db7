import type { Kysely, Selectable } from 'kysely';
import type { ClaimQuery, ItemState } from '../../core/batch.ts';
import type { Tables } from '../tables.ts';

/** What is to be known of a batch to take up items of it. */
export type OpenBatch = Pick<Selectable<Tables['batches']>, 'id' | 'engine' | 'lang'>;

/** Batches that are looked at for items at a time. */
const mostBatches = 20;

/**
 * The batches to take items of, those first whose turn it is: a large one does not hold up the others.
 *
 * @param where.states - states of items that one must have some of
 * @param where.after - the batch that had its turn last
 */
export async function nextBatches(
  database: Kysely<Tables>,
  query: ClaimQuery,
  { states, after }: { readonly states: readonly ItemState[]; readonly after: string },
): Promise<readonly OpenBatch[]> {
  const open = database
    .selectFrom('batches')
    .select(['id', 'engine', 'lang'])
    .where('state', 'in', ['filling', 'running'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('items').select('position').where('state', 'in', states).whereRef('items.batch', '=', 'batches.id'),
      ),
    );
  if ('batch' in query) return open.where('id', '=', query.batch).execute();
  const fitting = open
    .where('engine', '=', query.engine)
    .where(({ or, eb }) => or([eb('judge', 'is', null), eb('judge', '=', query.judge)]))
    .orderBy('id')
    .limit(mostBatches);
  const later = await fitting.where('id', '>', after).execute();
  return later.length > 0 ? later : fitting.execute();
}
