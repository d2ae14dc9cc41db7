import type { Kysely } from 'kysely';
import type { EndedSessions } from '../core/ended-sessions.ts';
import type { Tables } from './tables.ts';

/** The sessions of a store that were ended before their time. */
export function openEndedSessions(database: Kysely<Tables>): EndedSessions {
  return {
    async end({ id, expiresAt }, now) {
      await database
        .insertInto('ended_sessions')
        .values({ id, expires_at: expiresAt })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      await database.deleteFrom('ended_sessions').where('expires_at', '<=', now).execute();
    },

    async has(id) {
      const row = await database.selectFrom('ended_sessions').select('id').where('id', '=', id).executeTakeFirst();
      return row !== undefined;
    },
  };
}
