import { randomUUID } from 'node:crypto';
import type { Grade } from '../../core/grade.ts';
import type { GradeStore, KeptGrade } from '../../core/kept-grade.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { wordingOf } from '../catalogue/wording.ts';

/** A graded answer of somebody who practises. `candidate`: who it is, or null. */
export type Attempt = {
  readonly candidate: string | null;
  readonly question: string;
  readonly answer: string;
  readonly grade: Grade;
};

/** Keeps an answer with its grade as an attempt outside any batch, and gives what is kept. */
export async function keepAttempt(
  { candidate, question, answer, grade }: Attempt,
  { grades, catalogue }: { readonly grades: GradeStore; readonly catalogue: Catalogue },
): Promise<KeptGrade> {
  const key = randomUUID();
  const createdAt = new Date().toISOString();
  const kept = {
    answer: { key, id: key, candidate, question, answer, origin: null, batch: null, createdAt },
    grade,
    createdAt,
    wording: wordingOf(catalogue.rubric(question)),
  };
  await grades.keep(kept);
  return { ...kept, replacedBy: null, decisions: [], appeals: [], rescoring: null };
}
