import { basename } from 'node:path';
import type { Batch } from '../../core/batch.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { type ExportFormat, exportResults } from '../../grading/exports/export-results.ts';
import { readBatch } from '../../grading/scorecards/read-batch.ts';
import type { ReadResults } from '../../grading/scorecards/result-row.ts';
import type { Store } from '../../store/open-store.ts';
import type { OutputFile } from './output-file.ts';
import { type RunSummary, startSummary } from './run-summary.ts';

/** What was written, and what was not graded, with the reason. */
export type Written = {
  readonly summary: RunSummary;
  readonly graded: number;
  readonly ungraded: readonly { readonly line: number | undefined; readonly reason: string }[];
};

/** Writes what became of a batch into a file. Nothing stands in it for answers that still wait. */
export async function writeResults(
  batch: Batch,
  { format, file }: { readonly format: ExportFormat; readonly file: OutputFile },
  { store, catalogue, now }: { readonly store: Store; readonly catalogue: Catalogue; readonly now: Date },
): Promise<Written> {
  const summary = startSummary();
  const ungraded: { line: number | undefined; reason: string }[] = [];
  let graded = 0;
  let reads = 0;
  const ended = readBatch(store, batch.id);

  /** A format may read the results more than once: they are counted the first time. */
  const read: ReadResults = async function* () {
    const counting = reads++ === 0;
    for await (const row of ended()) {
      if (row.state === 'waiting' || row.state === 'running') continue;
      if (counting && row.grade !== null) {
        summary.add(row.grade);
        graded++;
      } else if (counting) ungraded.push({ line: row.submission.origin?.row, reason: row.reason ?? row.state });
      yield row;
    }
  };

  await exportResults(
    {
      read,
      source: catalogue,
      lang: batch.lang,
      title: basename(batch.name),
      faults: batch.faults,
      madeAt: now.toISOString(),
    },
    format,
    file.stream(),
  );
  return { summary, graded, ungraded };
}
