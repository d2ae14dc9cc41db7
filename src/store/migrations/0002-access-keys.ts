import type { Migration } from '../migrate.ts';

/** Keys to the service. */
export const accessKeys: Migration = {
  name: 'access-keys',
  up: async ({ schema }, { code, number }) => {
    await schema
      .createTable('access_keys')
      .addColumn('number', number)
      .addColumn('id', code, (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', code, (column) => column.notNull())
      .addColumn('hash', code, (column) => column.notNull())
      .addColumn('made_by', code)
      .addColumn('created_at', code, (column) => column.notNull())
      .addColumn('expires_at', code)
      .addColumn('revoked_at', code)
      .addColumn('last_used_at', code)
      .execute();
  },
};
