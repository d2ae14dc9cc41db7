import { InvalidInput } from '../../core/errors.ts';
import type { Rubric } from '../../core/rubric.ts';
import { type Score, scoreVerdicts } from '../../core/score.ts';
import type { Settled } from '../../core/settle.ts';

/**
 * What verdicts come to by a rubric, perhaps of a later day than theirs.
 *
 * @throws {InvalidInput} when its points are not those that the verdicts are on
 */
export function scoreSettled(rubric: Rubric, { verdicts, redFlags }: Pick<Settled, 'verdicts' | 'redFlags'>): Score {
  const judged = Object.keys(verdicts);
  const points = rubric.points.map(({ id }) => id);
  if (judged.length !== points.length || !points.every((id) => verdicts[id] !== undefined)) {
    const message = `has the points ${points.join(', ')} today, this grade has ${judged.join(', ') || 'none'}; regrade it first`;
    const zh = '这道题的得分点后来改过，和这份结果的对不上，请先按新的细则重评';
    throw new InvalidInput(`rubric ${rubric.id}`, [{ field: '', message, zh }]);
  }
  return scoreVerdicts(rubric, new Map(Object.entries(verdicts)), redFlags);
}
