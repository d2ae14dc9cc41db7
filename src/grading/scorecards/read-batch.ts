import type { BatchStore } from '../../core/batch.ts';
import type { GradeStore } from '../../core/kept-grade.ts';
import { settle } from '../../core/settle.ts';
import { createBreath } from '../breath.ts';
import type { ReadResults } from './result-row.ts';

/** Items read at once: few enough that the embedded store, which reads on this thread, holds nobody up. */
const pageSize = 100;

/** Reads the results of a kept batch, with what raters and new weights made of its grades; none for an unknown batch. */
export function readBatch(
  store: { readonly batches: Pick<BatchStore, 'items'>; readonly grades: Pick<GradeStore, 'ofItems'> },
  batch: string,
): ReadResults {
  return async function* () {
    const breathe = createBreath();
    for (let from = 0; ; from += pageSize) {
      const page = { from, limit: pageSize };
      await breathe();
      const items = await store.batches.items(batch, page);
      const kept = await store.grades.ofItems(batch, page);
      for (const { position, submission, state, reason, grade } of items) {
        const whole = kept.get(position);
        yield {
          position,
          submission,
          state,
          reason,
          grade: whole?.grade ?? grade,
          settled: whole === undefined ? null : settle(whole),
        };
      }
      if (items.length < pageSize) return;
    }
  };
}
