import type { Migration } from '../migrate.ts';

/** Near-identical answers of a batch. They hang on the answers, so that they hold for every grade that these are given. */
export const alike: Migration = {
  name: 'alike',
  up: async ({ schema }, { code }) => {
    await schema
      .createTable('alike')
      .addColumn('answer', code, (column) => column.primaryKey().references('answers.key').onDelete('cascade'))
      .addColumn('batch', code, (column) => column.notNull())
      .addColumn('first', 'integer', (column) => column.notNull())
      .addColumn('likeness', 'double precision', (column) => column.notNull())
      .execute();
    await schema.createIndex('alike_of_batch').on('alike').columns(['batch', 'first']).execute();
  },
};
