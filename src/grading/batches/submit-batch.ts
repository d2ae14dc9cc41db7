import type { Batch, BatchSettings, BatchStore } from '../../core/batch.ts';
import { InvalidInput } from '../../core/errors.ts';
import type { Submission } from '../../core/submission.ts';
import type { Transcript, TranscriptStore } from '../../core/turn.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { fingerprintOf } from './fingerprint.ts';
import { collectSameAnswers } from './same-answers.ts';

/** What is taken from one file, or sent at once: answers, what could not be taken, and the turns of an interview. */
export type Portion = {
  readonly submissions: readonly Submission[];
  readonly faults: Batch['faults'];
  readonly transcript?: Transcript;
};

/** Answers to be graded as a batch. */
export type BatchRequest = Pick<BatchSettings, 'engine' | 'lang'> & {
  readonly name: string;
  /** All that was sent, piece by piece: what is sent again is recognised by it. */
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly portions: AsyncIterable<Portion> | Iterable<Portion>;
  /** Is asked before answers are added; what it throws leaves no batch behind. */
  readonly admit: (answers: number) => Promise<void>;
};

/** What it takes to submit a batch. `model`: how the model judges; null where none is configured. */
export type SubmitParts = {
  readonly batches: BatchStore;
  readonly transcripts: TranscriptStore;
  readonly catalogue: Catalogue;
  readonly version: string;
  readonly model: { readonly label: string; readonly prompt: string } | null;
};

/** Answers that are added in one transaction. */
const atOnce = 1_000;
/** So many faults are kept with a batch, and the number of the others. */
export const mostFaults = 10_000;

/**
 * Makes a batch of answers, to be graded by whoever works on batches. The same content, to be judged in the same way, is the same
 * batch: then `known` is true, and nothing is added; one whose filling broke off is filled on.
 *
 * @throws {InvalidInput} with every fault, when there is no answer to grade: then no batch is left behind
 */
export async function submitBatch(
  request: BatchRequest,
  parts: SubmitParts,
): Promise<{ readonly batch: Batch; readonly known: boolean }> {
  const { engine, lang, name, content } = request;
  const { batches, catalogue, version } = parts;
  const model = engine === 'hybrid' ? parts.model : null;
  const fingerprint = await fingerprintOf(content, { engine, lang, catalogue, version, model });
  const { batch, known } = await batches.open({ name, engine, lang, judge: model?.label ?? null, fingerprint });
  if (known && batch.state !== 'filling') return { batch, known };
  try {
    await fill(batch.id, request, parts);
  } catch (error) {
    await batches.remove(batch.id);
    throw error;
  }
  return { batch: (await batches.find(batch.id)) ?? batch, known };
}

async function fill(id: string, { portions, admit }: BatchRequest, parts: SubmitParts): Promise<void> {
  const { batches, transcripts, catalogue } = parts;
  const same = collectSameAnswers(catalogue);
  const faults: Batch['faults'][number][] = [];
  let position = 0;
  for await (const { submissions, faults: found, transcript } of portions) {
    faults.push(...found);
    await admit(submissions.length);
    if (transcript !== undefined) await transcripts.keep(id, [transcript]);
    for (let start = 0; start < submissions.length; start += atOnce) {
      const portion = submissions.slice(start, start + atOnce);
      await batches.add(id, position, portion);
      await same.add(position, portion);
      position += portion.length;
    }
  }
  if (position === 0) throw nothingToGrade(faults);
  const kept = faults.slice(0, mostFaults);
  const more = faults.length - kept.length;
  const all =
    more === 0
      ? kept
      : [...kept, { file: '', field: '', message: `and ${more} more faults`, zh: `另外还有 ${more} 处` }];
  await batches.seal(id, all, await same.found());
}

function nothingToGrade(faults: Batch['faults']): InvalidInput {
  const told = faults.slice(0, 100).map(({ file, field, ...fault }) => ({
    ...fault,
    field: [file, field].filter((part) => part !== '').join(': '),
  }));
  const none = {
    field: '',
    message: 'there is no answer to a question of the bank in what was sent',
    zh: '里面没有题库里的题的作答',
  };
  return new InvalidInput('batch', [none, ...told]);
}
