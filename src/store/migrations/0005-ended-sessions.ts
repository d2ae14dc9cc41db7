import type { Migration } from '../migrate.ts';

/** Sessions that were ended before their time. */
export const endedSessions: Migration = {
  name: 'ended-sessions',
  up: async ({ schema }, { code }) => {
    await schema
      .createTable('ended_sessions')
      .addColumn('id', code, (column) => column.primaryKey())
      .addColumn('expires_at', code, (column) => column.notNull())
      .execute();
    await schema.createIndex('ended_sessions_by_age').on('ended_sessions').column('expires_at').execute();
  },
};
