import type { Batch, BatchStore, ClaimedItem } from '../../core/batch.ts';
import type { CostLimitReached } from '../../core/errors.ts';
import type { Grader } from '../../grading/answer/grade-answer.ts';
import { heuristicThreads } from '../../grading/aside/heuristic-threads.ts';
import { gradeBy } from '../../grading/aside/heuristics.ts';
import { fleetWay } from '../../grading/batches/fleet-way.ts';
import { runBatch } from '../../grading/batches/run-batch.ts';
import { wordingOf } from '../../grading/catalogue/wording.ts';
import type { JudgeWay } from '../../llm/open-judge.ts';
import type { Store } from '../../store/open-store.ts';
import { faultLine } from './answer-sheet.ts';
import type { AnswerSource } from './answer-source.ts';
import { showProgress } from './batch-progress.ts';
import { answersAtOnce, fillBatch } from './fill-batch.ts';
import { type FileSettings, openFileBatch } from './open-batch.ts';

/** How a file is graded through a store, and with what. */
export type RunParts = FileSettings & {
  readonly makeGrader: (way: JudgeWay) => Promise<Grader>;
  /** Take up again what is known to be ungraded, or to have been judged by the heuristics for want of the model. */
  readonly retryErrors: boolean;
  readonly store: Store;
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
};

/** How far a run came. `faults`: answers that could not be taken. `limit`: the money is spent. */
export type Ran = { readonly batch: Batch; readonly faults: number; readonly limit: CostLimitReached | undefined };

/** Reads the answers of a source into a batch and grades them meanwhile, until every one has ended or the run is stopped. */
export async function runFile(source: AnswerSource, run: RunParts): Promise<Ran> {
  const { store, catalogue, say } = run;
  const { batches, transcripts } = store;
  const grader = await run.makeGrader({ ...run.way, ...fleetWay(store.fleet, run.config) });
  const { batch, known } = await openFileBatch(source, batches, run);
  let faults = 0;
  const tell = (fault: Batch['faults'][number]): void => {
    faults++;
    say(faultLine(fault.file, fault));
  };
  batch.faults.forEach(tell);
  if (known && run.retryErrors) await batches.retry(batch.id);
  if (known) await sayKnown(batch, batches, say);
  if (batch.state !== 'filling') {
    const limit = await gradeBatch(batch, { ...run, grader, isRead: () => true });
    return { batch: (await batches.find(batch.id)) ?? batch, faults, limit };
  }

  const ending = new AbortController();
  const stop = AbortSignal.any([run.stop, ending.signal]);
  const first = Promise.withResolvers<void>();
  let isRead = false;
  const parts = { batches, transcripts, catalogue, stop, onFault: tell, onAdded: first.resolve };
  const read = fillBatch(batch, source, parts).finally(() => {
    isRead = true;
    first.resolve();
  });
  // From the first answers on it is known whether there are many.
  const graded = first.promise.then(() => gradeBatch(batch, { ...run, grader, stop, isRead: () => isRead }));
  // Where one breaks off the other comes to its end as well.
  for (const work of [read, graded]) work.catch(() => ending.abort());
  await Promise.allSettled([read, graded]);
  await read;
  return { batch: (await batches.find(batch.id)) ?? batch, faults, limit: await graded };
}

async function gradeBatch(
  batch: Batch,
  run: RunParts & { readonly grader: Grader; readonly isRead: () => boolean },
): Promise<CostLimitReached | undefined> {
  const { batches, queue } = run.store;
  const { grader, stop, isRead, say, config, catalogue } = run;
  if (stop.aborted) return undefined;
  const onFault = (item: ClaimedItem, error: unknown): void =>
    say(`${item.submission.id}: ${error instanceof Error ? error.stack : String(error)}`);
  // Worth threads of their own for the heuristics, which take a moment to start?
  const many = (await batches.progress(batch.id)).total >= answersAtOnce;
  const { rubrics, threads } = config;
  await using aside =
    many && batch.engine === 'heuristic' && threads > 0 ? heuristicThreads({ rubrics, threads }) : undefined;
  const progress = await showProgress(() => batches.progress(batch.id), isRead);
  try {
    return await runBatch(batch, {
      ...{ batches, queue, stop, concurrency: config.concurrency },
      grader: aside === undefined ? grader : gradeBy(aside.now, grader),
      wordingOf: (question) => wordingOf(catalogue.rubric(question)),
      onFault,
    });
  } finally {
    await progress.stop();
  }
}

async function sayKnown({ id, state }: Batch, batches: BatchStore, say: (line: string) => void): Promise<void> {
  const { counts, total } = await batches.progress(id);
  const open = counts.waiting + counts.running;
  if (state === 'filling' || open > 0)
    say(`this file was begun before: ${total - open} of its answers are graded already, the rest follows`);
  else say('this file was graded before, in the same way: its grades are given again; --no-resume grades it anew');
}
