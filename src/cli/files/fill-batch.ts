import type { Batch, BatchStore } from '../../core/batch.ts';
import type { Submission } from '../../core/submission.ts';
import type { TranscriptStore } from '../../core/turn.ts';
import { collectSameAnswers } from '../../grading/batches/same-answers.ts';
import { mostFaults } from '../../grading/batches/submit-batch.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import type { AnswerSource } from './answer-source.ts';

/** Answers that are added in one transaction. */
export const answersAtOnce = 500;

type Fault = Batch['faults'][number];

/**
 * Adds the answers of a source to a batch and seals it. What is in the batch already stays as it is, so that a filling that broke off
 * is taken up again. Faults are told as they are met, and kept with the batch.
 *
 * @returns false when it was stopped before the end
 */
export async function fillBatch(
  { id }: Batch,
  source: AnswerSource,
  parts: {
    readonly batches: BatchStore;
    readonly transcripts: TranscriptStore;
    readonly catalogue: Catalogue;
    readonly stop: AbortSignal;
    readonly onFault: (fault: Fault) => void;
    /** Answers were added: they may be taken up. */
    readonly onAdded?: () => void;
  },
): Promise<boolean> {
  const { batches, transcripts, catalogue, stop, onFault, onAdded } = parts;
  const same = collectSameAnswers(catalogue);
  const faults: Fault[] = [];
  let unkept = 0;
  let portion: Submission[] = [];
  let position = 0;

  async function add(): Promise<void> {
    if (portion.length > 0) await batches.add(id, position, portion);
    onAdded?.();
    await same.add(position, portion);
    position += portion.length;
    portion = [];
  }

  await transcripts.keep(id, source.transcripts);
  for await (const entry of source.entries()) {
    if (stop.aborted) return false;
    if ('submission' in entry) {
      portion.push(entry.submission);
      if (portion.length >= answersAtOnce) await add();
      continue;
    }
    onFault(entry.fault);
    if (faults.length < mostFaults) faults.push(entry.fault);
    else unkept++;
  }
  await add();
  if (unkept > 0) faults.push({ file: source.name, field: '', message: `and ${unkept} more faults` });
  await batches.seal(id, faults, await same.found());
  return true;
}
