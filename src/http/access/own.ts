import { NotFound } from '../../core/errors.ts';
import type { GradeStore, KeptGrade } from '../../core/kept-grade.ts';
import { checkInvitationAgain } from '../../grading/access/invitations.ts';
import { findGrade } from '../../grading/kept/review-grade.ts';
import type { Door } from './door.ts';
import type { Principal } from './principal.ts';
import { Forbidden, Unauthenticated } from './refusals.ts';

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
 * Sees to it that nothing is kept of a candidate who was deleted, or whose invitation was withdrawn, while their answer was being
 * graded. One that has expired meanwhile was in time.
 *
 * @throws {Unauthenticated}
 */
export async function mustStillBeInvited(who: Principal, door: Door): Promise<void> {
  if (who.kind !== 'candidate' || door.kind === 'open') return;
  const check = await checkInvitationAgain(who.invitation, door.invitations);
  if ('refused' in check && check.refused !== 'expired') throw new Unauthenticated(check.refused);
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
