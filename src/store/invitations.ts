import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { InvitationStore, KeptInvitation, KnownName } from '../core/invitation.ts';
import { storedText } from '../text/stored-text.ts';
import type { Dialect } from './dialect.ts';
import { numberAfter, pageOf } from './pages.ts';
import { storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

const Questions = z.array(z.string());

/** The invitations of a store. */
export function openInvitations(database: Kysely<Tables>, dialect: Dialect): InvitationStore {
  return {
    keep: ({ id, candidate, questions, madeBy, createdAt, expiresAt }, again) =>
      database.transaction().execute(async (transaction) => {
        const name = storedText(candidate);
        await dialect.lockTable(transaction, 'invitations');
        const known = again ? undefined : await whatIsKnown(transaction, name, createdAt);
        if (known !== undefined) return known;
        await transaction
          .insertInto('invitations')
          .values({
            ...{ id, candidate: name, questions: questions === null ? null : storedJson(questions), made_by: madeBy },
            ...{ created_at: createdAt, expires_at: expiresAt, withdrawn_at: null },
          })
          .execute();
        return undefined;
      }),

    async find(id) {
      const row = await rows(database).where('invitations.id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : invitationOf(row);
    },

    async list({ candidate, after, limit }) {
      let found = rows(database)
        .orderBy('invitations.number', 'desc')
        .limit(limit + 1);
      if (candidate !== undefined) found = found.where('invitations.candidate', '=', storedText(candidate));
      if (after !== undefined) found = found.where('invitations.number', '<', numberAfter(after));
      const { items, next } = pageOf(await found.execute(), limit, ({ number }) => `${number}`);
      return { items: items.map(invitationOf), next };
    },

    async withdraw(id, at) {
      await database
        .updateTable('invitations')
        .set({ withdrawn_at: at })
        .where('id', '=', id)
        .where('withdrawn_at', 'is', null)
        .execute();
    },
  };
}

async function whatIsKnown(
  transaction: Transaction<Tables>,
  candidate: string,
  now: string,
): Promise<KnownName | undefined> {
  const invited = await transaction
    .selectFrom('invitations')
    .select('id')
    .where('candidate', '=', candidate)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .limit(1)
    .executeTakeFirst();
  if (invited !== undefined) return 'an open invitation';
  const attempt = await transaction
    .selectFrom('answers')
    .select('key')
    .where('candidate', '=', candidate)
    .where('batch', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return attempt === undefined ? undefined : 'attempts';
}

function rows(database: Kysely<Tables>) {
  return database
    .selectFrom('invitations')
    .leftJoin('access_keys', 'access_keys.id', 'invitations.made_by')
    .select(['invitations.number', 'invitations.id', 'invitations.candidate', 'invitations.questions'])
    .select(['invitations.made_by', 'invitations.created_at', 'invitations.expires_at', 'invitations.withdrawn_at'])
    .select('access_keys.name as made_by_name');
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function invitationOf({ id, candidate, questions, ...row }: Row): KeptInvitation {
  return {
    ...{ id, candidate, questions: questions === null ? null : Questions.parse(JSON.parse(questions)) },
    ...{ madeBy: row.made_by, madeByName: row.made_by_name, createdAt: row.created_at },
    ...{ expiresAt: row.expires_at, withdrawnAt: row.withdrawn_at },
  };
}
