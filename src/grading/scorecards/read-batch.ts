import type { BatchStore } from '../../core/batch.ts';
import type { GradeStore, KeptGrade } from '../../core/kept-grade.ts';
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
    let from = 0;
    for (;;) {
      await breathe();
      const items = await store.batches.items(batch, { from, limit: pageSize });
      const last = items.at(-1);
      if (last === undefined) return;
      // Where answers were deleted, positions are missing.
      const whole = items.some(({ revised }) => revised)
        ? await store.grades.ofItems(batch, { from, limit: last.position - from + 1 })
        : new Map<number, KeptGrade>();
      for (const { position, submission, state, reason, grade, alike } of items) {
        const kept = whole.get(position);
        yield { position, submission, state, reason, grade, alike, settled: kept === undefined ? null : settle(kept) };
      }
      from = last.position + 1;
    }
  };
}
