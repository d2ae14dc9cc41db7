import { z } from 'zod';
import type { Batch, BatchProgress, ItemState } from '../../core/batch.ts';
import { Submission } from '../../core/submission.ts';
import { tooLargeFor } from '../../grading/exports/most-answers.ts';
import { KeptGradeShape } from '../kept-grade.ts';
import { Engine, FaultShape, LangName, shape } from '../shapes.ts';

const itemStates = ['waiting', 'running', 'graded', 'insufficient', 'ungraded', 'cancelled'] as const;
const ItemStateName = shape('ItemState', z.enum(itemStates satisfies readonly ItemState[]));

/** `rate`: items that ended a second of late; `seconds_left` at this rate. Both null while nothing can be said. */
const Progress = shape(
  'BatchProgress',
  z.object({
    total: z.int(),
    counts: z.object({
      waiting: z.int(),
      running: z.int(),
      graded: z.int(),
      insufficient: z.int(),
      ungraded: z.int(),
      cancelled: z.int(),
    }),
    to_review: z.int(),
    fell_back: z.int(),
    cost: z.record(z.string(), z.number()),
    rate: z.number().nullable(),
    seconds_left: z.int().nullable(),
  }),
);

/** One job over many answers. `faults`: what could not be taken from its files, the first of them where there are many. */
export const BatchShape = shape(
  'Batch',
  z.object({
    id: z.string(),
    name: z.string(),
    state: z.enum(['filling', 'running', 'done', 'cancelled']),
    engine: Engine,
    lang: LangName,
    created_at: z.string(),
    ended_at: z.string().nullable(),
    faults: z.array(FaultShape.extend({ file: z.string() })),
    fault_count: z.int(),
    too_large_for: z.array(z.enum(['html', 'xlsx'])),
    progress: Progress,
  }),
);
export type BatchShape = z.infer<typeof BatchShape>;

/** One answer of a batch, and what became of it. `reason`: why it is ungraded. */
export const ItemShape = shape(
  'BatchItem',
  z.object({
    position: z.int(),
    submission: Submission,
    state: ItemStateName,
    reason: z.string().nullable(),
    grade: KeptGradeShape.nullable(),
  }),
);

/** Faults that are shown with a batch, which is sent with every event. The downloads hold all of them. */
const mostFaults = 200;

/** Items that ended a second, of late; undefined while nothing can be said. */
export type Rate = number | undefined;

/** A batch as it is answered. */
export function describeBatch(batch: Batch, progress: BatchProgress, rate: Rate): BatchShape {
  const { id, name, state, engine, lang } = batch;
  const { total, counts, toReview, fellBack, cost } = progress;
  const left = counts.waiting + counts.running;
  const pace = state === 'running' && rate !== undefined && rate > 0 ? rate : null;
  return {
    ...{ id, name, state, engine, lang },
    created_at: batch.createdAt,
    ended_at: batch.endedAt,
    faults: batch.faults.slice(0, mostFaults).map((fault) => ({ ...fault })),
    fault_count: batch.faults.length,
    too_large_for: tooLargeFor(total),
    progress: {
      total,
      counts: { ...counts },
      to_review: toReview,
      fell_back: fellBack,
      cost: { ...cost },
      rate: pace === null ? null : Math.round(pace * 10) / 10,
      seconds_left: pace === null ? null : Math.ceil(left / pace),
    },
  };
}
