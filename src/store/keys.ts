import type { Kysely, Selectable } from 'kysely';
import { type AccessKey, type KeyStore, keyRoles } from '../core/access-key.ts';
import { storedText } from '../text/stored-text.ts';
import type { Tables } from './tables.ts';

/** The keys of a store. */
export function openKeys(database: Kysely<Tables>): KeyStore {
  return {
    async keep({ id, name, role, hash, madeBy, createdAt, expiresAt, revokedAt, lastUsedAt }) {
      await database
        .insertInto('access_keys')
        .values({
          ...{ id, name: storedText(name), role, hash, made_by: madeBy, created_at: createdAt },
          ...{ expires_at: expiresAt, revoked_at: revokedAt, last_used_at: lastUsedAt },
        })
        .execute();
    },

    async find(id) {
      const row = await database.selectFrom('access_keys').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : keyOf(row);
    },

    async list() {
      return (await database.selectFrom('access_keys').selectAll().orderBy('number').execute()).map(keyOf);
    },

    async revoke(id, at) {
      await database
        .updateTable('access_keys')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute();
    },

    async used(id, at) {
      await database.updateTable('access_keys').set({ last_used_at: at }).where('id', '=', id).execute();
    },
  };
}

function keyOf(row: Selectable<Tables['access_keys']>): AccessKey {
  const role = keyRoles.find((known) => known === row.role);
  if (role === undefined) throw new Error(`the key ${row.id} has the unknown role "${row.role}"`);
  const { id, name, hash } = row;
  return {
    ...{ id, name, role, hash, madeBy: row.made_by, createdAt: row.created_at },
    ...{ expiresAt: row.expires_at, revokedAt: row.revoked_at, lastUsedAt: row.last_used_at },
  };
}
