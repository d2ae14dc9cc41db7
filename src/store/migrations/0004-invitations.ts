import type { Migration } from '../migrate.ts';

/** Invitations of candidates, so that they can be listed and withdrawn. */
export const invitations: Migration = {
  name: 'invitations',
  up: async ({ schema }, { code, json, number }) => {
    await schema
      .createTable('invitations')
      .addColumn('number', number)
      .addColumn('id', code, (column) => column.notNull().unique())
      .addColumn('candidate', code, (column) => column.notNull())
      .addColumn('questions', json)
      .addColumn('made_by', code)
      .addColumn('created_at', code, (column) => column.notNull())
      .addColumn('expires_at', code, (column) => column.notNull())
      .addColumn('withdrawn_at', code)
      .execute();
    await schema.createIndex('invitations_of_candidate').on('invitations').columns(['candidate', 'number']).execute();
  },
};
