import { randomUUID } from 'node:crypto';
import { type InputFault, InvalidInput, NotFound } from '../../core/errors.ts';
import type { Decision, GradeStore, KeptGrade } from '../../core/kept-grade.ts';
import type { Rubric } from '../../core/rubric.ts';
import { flagsAfter } from '../../core/settle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { scoreSettled } from './score-settled.ts';

/** A rater's review, as it is handed in. Points and red flags that are left out stay as the machine has them. */
export type ReviewRequest = Pick<Decision, 'grade' | 'author' | 'reason' | 'verdicts' | 'redFlags'>;

/**
 * Keeps a rater's decision, scored by the rubric of today, and gives the grade with it. It answers the open appeals. What an
 * earlier decision said counts no more.
 *
 * @throws {NotFound} for an unknown grade; {InvalidInput} naming every point or red flag that the grade does not have, and every
 *   point that would stay undecided; or when the rubric has other points by now, or the grade was replaced
 */
export async function reviewGrade(
  request: ReviewRequest,
  { grades, catalogue }: { readonly grades: GradeStore; readonly catalogue: Catalogue },
): Promise<KeptGrade> {
  const kept = await findGrade(grades, request.grade);
  const rubric = catalogue.rubric(kept.answer.question);
  const faults = faultsOf(request, kept, rubric);
  if (faults.length > 0) throw new InvalidInput('review', faults);
  const machine = Object.fromEntries(kept.grade.points.map(({ id, verdict }) => [id, verdict]));
  const { score, percent } = scoreSettled(rubric, {
    verdicts: { ...machine, ...request.verdicts },
    redFlags: flagsAfter(
      kept.grade.red_flags.map(({ id }) => id),
      request.redFlags,
    ),
  });
  const { grade, author, reason, verdicts, redFlags } = request;
  await grades.decide({
    id: randomUUID(),
    grade,
    author,
    reason,
    verdicts,
    redFlags,
    marks: rubric.marks,
    score,
    percent,
    createdAt: new Date().toISOString(),
  });
  return findGrade(grades, grade);
}

/** A kept grade. @throws {NotFound} when there is none of that id */
export async function findGrade(grades: GradeStore, id: string): Promise<KeptGrade> {
  const kept = await grades.find(id);
  if (kept === undefined) throw new NotFound('grade', id);
  return kept;
}

function faultsOf({ verdicts, redFlags }: ReviewRequest, { grade }: KeptGrade, rubric: Rubric): InputFault[] {
  const points = new Set(grade.points.map(({ id }) => id));
  const flags = new Set([...rubric.red_flags, ...grade.red_flags].map(({ id }) => id));
  const unknownPoints = Object.keys(verdicts).filter((id) => !points.has(id));
  const unknownFlags = Object.keys(redFlags).filter((id) => !flags.has(id));
  const open = grade.points.filter(({ id, verdict }) => verdict === 'undecided' && verdicts[id] === undefined);
  return [
    ...unknownPoints.map((id) => ({
      field: `verdicts.${id}`,
      message: 'is no point of this grade',
      zh: '不是这份结果的得分点',
    })),
    ...unknownFlags.map((id) => ({
      field: `red_flags.${id}`,
      message: 'is no red flag of this question',
      zh: '不是这道题的红线',
    })),
    ...open.map(({ id, name }) => ({
      field: `verdicts.${id}`,
      message: 'is undecided: give met, partial or missed',
      zh: `“${name}”还没有判定`,
    })),
  ];
}
