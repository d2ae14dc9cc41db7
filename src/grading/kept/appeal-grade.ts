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
  if (point !== null && !kept.grade.points.some(({ id }) => id === point)) {
    const fault = { message: `"${point}" is no point of this grade`, zh: `这份结果里没有“${point}”这个得分点` };
    throw new InvalidInput('appeal', [{ field: 'point', ...fault }]);
  }
  if (kept.appeals.some((appeal) => appeal.point === point && appeal.answeredBy === null)) {
    const message = 'is appealed already, and a person will look at it';
    const zh = point === null ? '已经对整份结果申诉过，等人复核' : '已经申诉过这一点，等人复核';
    throw new InvalidInput('appeal', [{ field: point === null ? '' : 'point', message, zh }]);
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
