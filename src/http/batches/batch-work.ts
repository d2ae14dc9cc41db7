import type { Config } from '../../config.ts';
import type { BatchQueue } from '../../core/batch.ts';
import type { Grader } from '../../grading/answer/grade-answer.ts';
import type { SubmitParts } from '../../grading/batches/submit-batch.ts';
import { workOnBatches } from '../../grading/batches/work-on-batches.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { wordingOf } from '../../grading/catalogue/wording.ts';
import { type Log, loggedError } from '../operations/log.ts';
import type { Background } from '../server.ts';

/** What it takes to grade batches beside the requests. */
export type BatchWorkParts = {
  readonly queue: BatchQueue;
  readonly grader: Grader;
  readonly catalogue: Catalogue;
  readonly model: SubmitParts['model'];
  readonly config: Pick<Config, 'concurrency'>;
  readonly log: Log;
};

/**
 * Grades batches in this process, those that were left included. `background` begins it and ends it when the service stops: what was
 * begun is written, the rest is given back. `wake` tells it that there is something to do.
 */
export function batchWork(parts: BatchWorkParts): { readonly wake: () => void; readonly background: Background } {
  const { queue, grader, catalogue, model, config, log } = parts;
  let wake = (): void => undefined;
  return {
    wake: () => wake(),
    background: async (stopping) => {
      if (stopping.aborted) return;
      const work = workOnBatches({
        queue,
        grader,
        wordingOf: (question) => wordingOf(catalogue.rubric(question)),
        judges: { heuristic: '', hybrid: model?.label ?? '' },
        concurrency: config.concurrency,
        onFault: ({ batch, position }, error) =>
          log.error({ batch, position, ...loggedError(error) }, 'an item could not be graded'),
        onError: (error) => log.warn(loggedError(error), 'the queue of batches does not answer'),
      });
      wake = work.wake;
      stopping.addEventListener('abort', () => void work.stop(), { once: true });
      await work.ended;
    },
  };
}
