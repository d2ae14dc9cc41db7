import { randomUUID } from 'node:crypto';
import type { GradeStore, KeptGrade } from '../core/kept-grade.ts';
import type { Catalogue } from './catalogue.ts';
import type { GradeRequest, Grader } from './grade-answer.ts';
import { wordingOf } from './wording.ts';

/** An answer of somebody who practises, to be graded. `candidate`: who it is, or null. */
export type Attempt = Omit<GradeRequest, 'names' | 'labelledAs'> & { readonly candidate: string | null };

/**
 * Grades an answer, keeps both as an attempt outside any batch, and gives what is kept. The candidate's name is masked before
 * anything is sent to a model.
 *
 * @throws {NotFound} for an unknown question
 */
export async function gradeAttempt(
  { candidate, ...request }: Attempt,
  {
    grader,
    grades,
    catalogue,
  }: { readonly grader: Grader; readonly grades: GradeStore; readonly catalogue: Catalogue },
): Promise<KeptGrade> {
  const grade = await grader.grade({ ...request, ...(candidate === null ? {} : { names: [candidate] }) });
  return keepAttempt({ ...request, candidate, grade }, { grades, catalogue });
}

/** Keeps an answer that was graded as an attempt outside any batch, and gives what is kept. */
export async function keepAttempt(
  attempt: Pick<Attempt, 'candidate' | 'question' | 'answer'> & { readonly grade: KeptGrade['grade'] },
  { grades, catalogue }: { readonly grades: GradeStore; readonly catalogue: Catalogue },
): Promise<KeptGrade> {
  const { candidate, question, answer, grade } = attempt;
  const key = randomUUID();
  const createdAt = new Date().toISOString();
  const wording = wordingOf(catalogue.rubric(question));
  const kept = { answer: { key, id: key, candidate, question, answer, origin: null, batch: null, createdAt }, grade };
  await grades.keep({ ...kept, wording, createdAt });
  return { ...kept, wording, createdAt, replacedBy: null, decisions: [], appeals: [], rescoring: null };
}
