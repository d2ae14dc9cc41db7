import { InvalidInput, NotFound } from '../../core/errors.ts';
import type { GradeStore, KeptGrade, Rescoring } from '../../core/kept-grade.ts';
import { settle } from '../../core/settle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { wordingOf } from '../catalogue/wording.ts';
import { everyGrade } from './every-grade.ts';
import { scoreSettled } from './score-settled.ts';

/** What re-scoring came to, in grades. */
export type Rescored = {
  readonly rescored: number;
  /** Their score is that of today's weights already. */
  readonly unchanged: number;
  /** The wording of their rubric has changed: verdicts on the old one say nothing about the new. */
  readonly stale: number;
  /** Nobody has decided them. */
  readonly ungraded: number;
  /** Why some could not be looked at, and how many each time. */
  readonly faults: ReadonlyMap<string, number>;
};

/**
 * Scores every grade in force by the weights, marks and deductions of today, and keeps the scores that differ. Nobody is asked
 * again: verdicts stay, those of raters and those of the machine. To do it twice changes nothing.
 */
export async function rescoreAll(
  { batch }: { readonly batch?: string },
  { grades, catalogue }: { readonly grades: GradeStore; readonly catalogue: Catalogue },
): Promise<Rescored> {
  const counts = { rescored: 0, unchanged: 0, stale: 0, ungraded: 0 };
  const faults = new Map<string, number>();
  for await (const page of everyGrade(grades, batch)) {
    const writes: Promise<void>[] = [];
    for (const kept of page) {
      try {
        const result = rescoringOf(kept, catalogue);
        if (typeof result === 'string') counts[result]++;
        else {
          writes.push(grades.rescore(result));
          counts.rescored++;
        }
      } catch (error) {
        if (!(error instanceof NotFound || error instanceof InvalidInput)) throw error;
        faults.set(error.message, (faults.get(error.message) ?? 0) + 1);
      }
    }
    await Promise.all(writes);
  }
  return { ...counts, faults };
}

function rescoringOf(kept: KeptGrade, catalogue: Catalogue): Rescoring | 'unchanged' | 'stale' | 'ungraded' {
  const rubric = catalogue.rubric(kept.answer.question);
  if (wordingOf(rubric) !== kept.wording) return 'stale';
  const now = settle(kept);
  if (now.score === null) return 'ungraded';
  const { score, percent } = scoreSettled(rubric, now);
  if (score === now.score && percent === now.percent && rubric.marks === now.marks) return 'unchanged';
  return {
    grade: kept.grade.id,
    decision: kept.decisions[0]?.id ?? null,
    rubric: catalogue.hash(rubric.id),
    marks: rubric.marks,
    score,
    percent,
    createdAt: new Date().toISOString(),
  };
}
