import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type TranscriptStore, Turn } from '../core/turn.ts';
import { storedText } from '../text/stored-text.ts';
import { storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

const Turns = z.array(Turn);

/** The transcripts of a store. */
export function openTranscripts(database: Kysely<Tables>): TranscriptStore {
  return {
    async keep(batch, transcripts) {
      if (transcripts.length === 0) return;
      await database
        .insertInto('transcripts')
        .values(transcripts.map(({ file, turns }) => ({ batch, file: storedText(file), turns: storedJson(turns) })))
        .onConflict((conflict) => conflict.columns(['batch', 'file']).doNothing())
        .execute();
    },

    async find(batch, file) {
      const row = await database
        .selectFrom('transcripts')
        .select('turns')
        .where('batch', '=', batch)
        .where('file', '=', storedText(file))
        .executeTakeFirst();
      return row === undefined ? undefined : { file, turns: Turns.parse(JSON.parse(row.turns)) };
    },

    async files(batch) {
      const rows = await database
        .selectFrom('transcripts')
        .select('file')
        .where('batch', '=', batch)
        .orderBy('file')
        .execute();
      return rows.map(({ file }) => file);
    },
  };
}
