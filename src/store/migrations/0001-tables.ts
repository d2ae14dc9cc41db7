import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** The tables of the first release. */
export const tables: Migration = {
  name: 'tables',
  up: async (database, { json, code, number }) => {
    const { schema } = database;
    await schema
      .createTable('batches')
      .addColumn('number', number)
      .addColumn('id', code, (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('state', code, (column) => column.notNull())
      .addColumn('engine', code, (column) => column.notNull())
      .addColumn('lang', code, (column) => column.notNull())
      .addColumn('judge', code)
      .addColumn('fingerprint', code, (column) => column.notNull())
      .addColumn('faults', json, (column) => column.notNull())
      .addColumn('created_at', code, (column) => column.notNull())
      .addColumn('ended_at', code)
      .execute();
    await sql`create unique index batches_known on batches (fingerprint) where state <> 'cancelled'`.execute(database);

    await schema
      .createTable('answers')
      .addColumn('number', number)
      .addColumn('key', code, (column) => column.notNull().unique())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('candidate', code)
      .addColumn('question', code, (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('file', 'text')
      .addColumn('origin', json)
      .addColumn('batch', code, (column) => column.references('batches.id').onDelete('cascade'))
      .addColumn('created_at', code, (column) => column.notNull())
      .execute();
    await sql`create index answers_of_candidate on answers (candidate, number) where candidate is not null`.execute(
      database,
    );
    await sql`create index answers_of_batch on answers (batch) where batch is not null`.execute(database);
    await schema.createIndex('answers_by_age').on('answers').columns(['created_at', 'number']).execute();

    await schema
      .createTable('grades')
      .addColumn('number', number)
      .addColumn('id', code, (column) => column.notNull().unique())
      .addColumn('answer', code, (column) => column.notNull().references('answers.key').onDelete('cascade'))
      .addColumn('question', code, (column) => column.notNull())
      .addColumn('batch', code)
      .addColumn('grade', json, (column) => column.notNull())
      .addColumn('wording', code, (column) => column.notNull())
      .addColumn('rubric', code, (column) => column.notNull())
      .addColumn('needs_review', 'integer', (column) => column.notNull())
      .addColumn('reasons', code, (column) => column.notNull())
      .addColumn('replaced_by', code)
      .addColumn('created_at', code, (column) => column.notNull())
      .execute();
    // Two grades in force of one answer are impossible, whoever tries to write the second.
    await sql`create unique index grades_in_force on grades (answer) where replaced_by is null`.execute(database);
    await schema.createIndex('grades_of_answer').on('grades').column('answer').execute();
    await schema.createIndex('grades_of_question').on('grades').columns(['question', 'number']).execute();
    await sql`create index grades_of_batch on grades (batch, number) where batch is not null`.execute(database);
    await sql`create index grades_to_review on grades (number) where needs_review = 1 and replaced_by is null`.execute(
      database,
    );

    await schema
      .createTable('decisions')
      .addColumn('number', number)
      .addColumn('id', code, (column) => column.notNull().unique())
      .addColumn('grade', code, (column) => column.notNull().references('grades.id').onDelete('cascade'))
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('verdicts', json, (column) => column.notNull())
      .addColumn('red_flags', json, (column) => column.notNull())
      .addColumn('marks', 'double precision', (column) => column.notNull())
      .addColumn('score', 'double precision', (column) => column.notNull())
      .addColumn('percent', 'double precision', (column) => column.notNull())
      .addColumn('created_at', code, (column) => column.notNull())
      .execute();
    await schema.createIndex('decisions_on_grade').on('decisions').columns(['grade', 'number']).execute();

    await schema
      .createTable('appeals')
      .addColumn('number', number)
      .addColumn('id', code, (column) => column.notNull().unique())
      .addColumn('grade', code, (column) => column.notNull().references('grades.id').onDelete('cascade'))
      .addColumn('point', code)
      .addColumn('comment', 'text', (column) => column.notNull())
      .addColumn('answered_by', code)
      .addColumn('created_at', code, (column) => column.notNull())
      .execute();
    await schema.createIndex('appeals_on_grade').on('appeals').columns(['grade', 'number']).execute();
    await sql`create index appeals_open on appeals (grade) where answered_by is null`.execute(database);

    await schema
      .createTable('rescorings')
      .addColumn('number', number)
      .addColumn('grade', code, (column) => column.notNull().references('grades.id').onDelete('cascade'))
      .addColumn('decision', code)
      .addColumn('rubric', code, (column) => column.notNull())
      .addColumn('marks', 'double precision', (column) => column.notNull())
      .addColumn('score', 'double precision', (column) => column.notNull())
      .addColumn('percent', 'double precision', (column) => column.notNull())
      .addColumn('created_at', code, (column) => column.notNull())
      .execute();
    await schema.createIndex('rescorings_of_grade').on('rescorings').columns(['grade', 'number']).execute();

    await schema
      .createTable('items')
      .addColumn('batch', code, (column) => column.notNull().references('batches.id').onDelete('cascade'))
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('answer', code, (column) => column.notNull().unique().references('answers.key').onDelete('cascade'))
      .addColumn('state', code, (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('claimed_by', code)
      .addColumn('claimed_until', code)
      .addColumn('lost_claims', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('to_review', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('fell_back', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('cost_amount', 'double precision')
      .addColumn('cost_currency', code)
      .addPrimaryKeyConstraint('items_key', ['batch', 'position'])
      .execute();
    // Waiting items in the order in which they are taken up, of one batch or of any; and how many stand where.
    await schema.createIndex('items_by_state').on('items').columns(['state', 'batch', 'position']).execute();
    await sql`create index items_lost on items (batch, lost_claims) where lost_claims > 0`.execute(database);

    await schema
      .createTable('transcripts')
      .addColumn('batch', code, (column) => column.notNull().references('batches.id').onDelete('cascade'))
      .addColumn('file', code, (column) => column.notNull())
      .addColumn('turns', json, (column) => column.notNull())
      .addPrimaryKeyConstraint('transcripts_key', ['batch', 'file'])
      .execute();

    await schema
      .createTable('replies')
      .addColumn('key', code, (column) => column.primaryKey())
      .addColumn('judgement', json, (column) => column.notNull())
      .addColumn('created_at', code, (column) => column.notNull())
      .execute();
    await schema.createIndex('replies_by_age').on('replies').column('created_at').execute();
  },
};
