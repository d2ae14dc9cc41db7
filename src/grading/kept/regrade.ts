import pLimit from 'p-limit';
import { InvalidInput, NotFound } from '../../core/errors.ts';
import type { GradeStore, KeptGrade } from '../../core/kept-grade.ts';
import type { Grader } from '../answer/grade-answer.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { wordingOf } from '../catalogue/wording.ts';
import { everyGrade } from './every-grade.ts';
import { findGrade } from './review-grade.ts';

/** What it takes to grade anew. */
export type RegradeParts = { readonly grades: GradeStore; readonly catalogue: Catalogue; readonly grader: Grader };

/** What regrading came to, in grades. */
export type Regraded = {
  readonly regraded: number;
  /** The wording of their rubric is that of today. */
  readonly fresh: number;
  /** Stale, and left as they are, for a rater has decided: a person's word is not set aside by a machine unasked. */
  readonly decided: number;
  /** Why some could not be graded, and how many each time. */
  readonly faults: ReadonlyMap<string, number>;
  /** It was told to end before it had looked at all of them; those left are as they were. */
  readonly brokenOff: boolean;
};

/** What is to be graded anew. */
export type RegradeRequest = {
  /** Of this batch; of everything where none is named. */
  readonly batch?: string;
  readonly decidedToo: boolean;
  /** Answers that are graded at the same time. */
  readonly width: number;
  /** Once aborted, nothing more is begun. */
  readonly signal?: AbortSignal;
};

/** Whether the rubric says something else today than when the answer was graded. @throws {NotFound} for a question that is gone */
export function isStale({ answer, wording }: KeptGrade, catalogue: Catalogue): boolean {
  return wordingOf(catalogue.rubric(answer.question)) !== wording;
}

/**
 * Grades an answer once more, by the rubric of today, and gives the new grade. The old one stays and names it. Open appeals
 * go over to it, decisions do not: they were on other verdicts.
 *
 * @param id - of a grade in force
 * @throws {NotFound} for an unknown grade; {InvalidInput} for one that was replaced already
 */
export async function regrade(id: string, parts: RegradeParts): Promise<KeptGrade> {
  return findGrade(parts.grades, await gradeAnew(await findGrade(parts.grades, id), parts));
}

/**
 * Grades anew every answer whose grade is stale, of one batch or of all; those that a rater has decided only when asked to. What was
 * not reached stays stale, so that doing it again goes on from there.
 *
 * @throws {CostLimitReached} when the money is spent; what was graded until then is kept
 */
export async function regradeStale(
  { batch, decidedToo, width, signal }: RegradeRequest,
  parts: RegradeParts,
): Promise<Regraded> {
  const counts = { regraded: 0, fresh: 0, decided: 0 };
  const faults = new Map<string, number>();
  const limit = pLimit(width);
  // New grades come at the end of the same list, where some are met again.
  const made = new Set<string>();

  async function visit(kept: KeptGrade): Promise<void> {
    if (made.has(kept.grade.id) || signal?.aborted) return;
    try {
      if (!isStale(kept, parts.catalogue)) counts.fresh++;
      else if (kept.decisions.length > 0 && !decidedToo) counts.decided++;
      else {
        made.add(await gradeAnew(kept, parts));
        counts.regraded++;
      }
    } catch (error) {
      if (!(error instanceof NotFound || error instanceof InvalidInput)) throw error;
      faults.set(error.message, (faults.get(error.message) ?? 0) + 1);
    }
  }

  for await (const page of everyGrade(parts.grades, batch)) {
    const ended = await Promise.allSettled(page.map((kept) => limit(visit, kept)));
    for (const result of ended) if (result.status === 'rejected') throw result.reason;
    if (signal?.aborted) break;
  }
  return { ...counts, faults, brokenOff: signal?.aborted ?? false };
}

async function gradeAnew(
  { answer, grade: old }: KeptGrade,
  { grades, catalogue, grader }: RegradeParts,
): Promise<string> {
  const asked = old.engine === 'hybrid' || old.review.reasons.includes('llm_unavailable');
  const grade = await grader.grade({
    question: answer.question,
    answer: answer.answer,
    engine: asked ? 'hybrid' : 'heuristic',
    lang: old.lang,
    ...(answer.candidate === null ? {} : { names: [answer.candidate] }),
  });
  const wording = wordingOf(catalogue.rubric(answer.question));
  await grades.keep({ answer, grade, wording, createdAt: new Date().toISOString(), replaces: old.id });
  return grade.id;
}
