import type { Alike } from '../../core/alike.ts';
import type { ItemState } from '../../core/batch.ts';
import type { Grade, GradedPoint } from '../../core/grade.ts';
import type { Settled } from '../../core/settle.ts';
import type { Submission } from '../../core/submission.ts';
import type { Verdict } from '../../core/verdict.ts';

/** One answer and what became of it. */
export type ResultRow = {
  /** Place in the input, from 0. */
  readonly position: number;
  readonly submission: Submission;
  readonly state: ItemState;
  /** Why it is ungraded; null otherwise. */
  readonly reason: string | null;
  readonly grade: Grade | null;
  /** null: nobody else's answer is nearly the same. */
  readonly alike: Alike | null;
  /** null: what the machine judged counts. */
  readonly settled: Settled | null;
};

/** Reads the results from their beginning, in the order of the input, as often as it is called. */
export type ReadResults = () => AsyncIterable<ResultRow> | Iterable<ResultRow>;

/** How an answer ended, or that it has not ended: `unfinished` waits, runs or was cancelled. */
export type RowOutcome = 'graded' | 'insufficient' | 'ungraded' | 'unfinished';

export function outcomeOf({ state, grade }: ResultRow): RowOutcome {
  if (grade !== null) return grade.outcome;
  return state === 'ungraded' ? 'ungraded' : 'unfinished';
}

/** What counts of a row's grade: what was settled, else what the machine judged; undefined where there is no grade. */
export function settledOf({ grade, settled }: ResultRow): Settled | undefined {
  if (settled !== null || grade === null) return settled ?? undefined;
  return {
    score: grade.score,
    percent: grade.percent,
    marks: grade.marks,
    verdicts: Object.fromEntries(grade.points.map((point) => [point.id, point.verdict])),
    redFlags: grade.red_flags.map((flag) => flag.id),
    by: 'machine',
  };
}

/** The verdict on a point that counts now. */
export function verdictNow(point: GradedPoint, settled: Settled): Verdict {
  return settled.verdicts[point.id] ?? point.verdict;
}
