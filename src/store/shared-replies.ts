import { type Kysely, sql } from 'kysely';
import { StoreUnavailable } from '../core/errors.ts';
import type { Judgement } from '../core/judge.ts';
import type { SharedReplies } from '../core/model-calls.ts';
import { storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

/** Kept replies in the database: what one machine has paid for, no other pays for again. */
export function openSharedReplies(database: Kysely<Tables>): SharedReplies {
  return {
    async find(key) {
      const row = await database
        .selectFrom('replies')
        .select('judgement')
        .where('key', '=', key)
        .executeTakeFirst()
        .catch(unavailable);
      return row === undefined ? undefined : (JSON.parse(row.judgement) as Judgement);
    },
    async keep(key, judgement) {
      const row = { judgement: storedJson(judgement), created_at: new Date().toISOString() };
      await database
        .insertInto('replies')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
        .catch(unavailable);
    },
    async forgetUnder(prefixes) {
      for (const prefix of prefixes)
        await database.deleteFrom('replies').where('key', '>=', prefix).where('key', '<', `${prefix}~`).execute();
    },
    async size() {
      return await database
        .selectFrom('replies')
        .select(({ fn }) => [
          fn.countAll<number>().as('replies'),
          sql<number>`coalesce(sum(octet_length(cast(judgement as text))), 0)`.as('bytes'),
        ])
        .executeTakeFirstOrThrow();
    },
    async forgetAll() {
      const { numDeletedRows } = await database.deleteFrom('replies').executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

function unavailable(error: Error): never {
  throw new StoreUnavailable(`the kept replies cannot be reached (${error.message})`, { cause: error });
}
