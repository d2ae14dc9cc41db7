import { randomUUID } from 'node:crypto';
import { InvalidInput } from '../../core/errors.ts';
import type { Appeal, GradeStore } from '../../core/kept-grade.ts';
import { findGrade } from './review-grade.ts';

/**
 * Keeps a candidate's appeal against a point of a grade, or against the grade as a whole, and gives it.
 *
 * @throws {NotFound} for an unknown grade; {InvalidInput} for a point that it does not have, one that is appealed already and not
 *   answered yet, or a grade that was replaced
 */
export async function appealGrade(
  { grade, point, comment }: Pick<Appeal, 'grade' | 'point' | 'comment'>,
  grades: GradeStore,
): Promise<Appeal> {
  const kept = await findGrade(grades, grade);
  if (point !== null && !kept.grade.points.some(({ id }) => id === point))
    throw new InvalidInput('appeal', [{ field: 'point', message: `"${point}" is no point of this grade` }]);
  if (kept.appeals.some((appeal) => appeal.point === point && appeal.answeredBy === null)) {
    const message = 'is appealed already, and a person will look at it';
    throw new InvalidInput('appeal', [{ field: point === null ? '' : 'point', message }]);
  }
  const appeal: Appeal = {
    id: randomUUID(),
    grade,
    point,
    comment,
    createdAt: new Date().toISOString(),
    answeredBy: null,
  };
  await grades.appeal(appeal);
  return appeal;
}
