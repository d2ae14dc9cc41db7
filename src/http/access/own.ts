import { NotFound } from '../../core/errors.ts';
import type { GradeStore, KeptGrade } from '../../core/kept-grade.ts';
import { findGrade } from '../../grading/kept/review-grade.ts';
import type { Principal } from './principal.ts';
import { Forbidden } from './refusals.ts';

/**
 * Whose attempts are meant: a candidate's own, whatever they ask for; anybody's where an interviewer asks.
 *
 * @throws {Forbidden} where a candidate names somebody else
 */
export function candidateFor<T extends string | undefined>(who: Principal, asked: T): string | T {
  if (who.kind !== 'candidate') return asked;
  if (asked !== undefined && asked !== who.name) throw new Forbidden('not theirs');
  return who.name;
}

/** May a question be answered and seen? A candidate's invitation may name some. */
export function seesQuestion(who: Principal, question: string): boolean {
  return who.kind !== 'candidate' || who.questions === null || who.questions.includes(question);
}

/**
 * A kept grade, where whoever asks may see it: a candidate sees their own attempts, and not what stands under the same name in
 * batches, for a name in a file proves nothing.
 *
 * @throws {NotFound} also where it is somebody else's: that it is there is nobody's business
 */
export async function findSeen(who: Principal, grades: GradeStore, id: string): Promise<KeptGrade> {
  const kept = await findGrade(grades, id);
  if (who.kind === 'candidate' && !(kept.answer.candidate === who.name && kept.answer.batch === null))
    throw new NotFound('grade', id);
  return kept;
}
