import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** The review queue of one batch is read without looking at the grades of it that nobody has to see. */
export const reviewOfBatch: Migration = {
  name: 'review-of-batch',
  up: async (database) => {
    await sql`create index grades_to_review_of_batch on grades (batch, number) where needs_review = 1 and replaced_by is null and batch is not null`.execute(
      database,
    );
  },
};
