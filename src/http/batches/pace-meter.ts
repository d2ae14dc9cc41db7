import type { BatchProgress } from '../../core/batch.ts';

/** How far back the pace of a batch is measured. */
const windowMs = 20_000;

/** Batches whose pace is known at a time: those that were looked at of late. */
const mostBatches = 1_000;

type Sample = { readonly at: number; readonly done: number };

/** How quickly batches are graded, as far as that shows in their progress when it is looked at. */
export type PaceMeter = {
  /** Notes a look at a batch, and gives the items that ended a second in the last while; undefined after the first look. */
  readonly look: (batch: string, progress: BatchProgress) => number | undefined;
};

/** A meter that has seen nothing. @param now - milliseconds of a clock that only goes forward */
export function createPaceMeter(now: () => number): PaceMeter {
  const seen = new Map<string, Sample[]>();
  return {
    look(batch, { total, counts }) {
      const sample = { at: now(), done: total - counts.waiting - counts.running };
      const before = (seen.get(batch) ?? []).filter(({ at }) => at > sample.at - windowMs);
      // The batch that was looked at last stands last.
      seen.delete(batch);
      seen.set(batch, [...before, sample]);
      const [oldest] = seen.keys();
      if (seen.size > mostBatches && oldest !== undefined) seen.delete(oldest);
      const [first] = before;
      if (first === undefined || first.at === sample.at || first.done > sample.done) return undefined;
      return (1000 * (sample.done - first.done)) / (sample.at - first.at);
    },
  };
}
