import type { GradedPoint } from '../../core/grade.ts';
import type { Judgement, Lang, PointFinding } from '../../core/judge.ts';
import type { Rubric } from '../../core/rubric.ts';

/** What a point is called, and what to add when it is missed, in the language asked for. @throws {RangeError} for a point that the rubric lacks */
export function named(
  rubric: Rubric,
  id: string,
  lang: Lang,
): { id: string; dimension: string; name: string; advice: string } {
  const point = rubric.points.find((candidate) => candidate.id === id);
  if (point === undefined) throw new RangeError(`"${rubric.id}" has no point "${id}"`);
  const { name, advice } = lang === 'en' ? point.en : point;
  return { id, dimension: point.dimension, name, advice };
}

/** The heuristics' view of a point beside the judge's; undefined where they have none. */
export function opinionOf(heuristic: Judgement, id: string, contradicts: boolean): GradedPoint['heuristic'] {
  const { verdict, reason } = findingOf(heuristic, id);
  return verdict === 'undecided' ? undefined : { verdict, reason, contradicts };
}

/** A point of a grade: the judge's finding, the rubric's advice where the judge has none, and the second opinion. */
export function gradedPoint(
  rubric: Rubric,
  finding: PointFinding,
  lang: Lang,
  second: GradedPoint['heuristic'],
): GradedPoint {
  const { advice, ...common } = named(rubric, finding.id, lang);
  const opinion = {
    ...(second === undefined ? {} : { heuristic: second }),
    ...(finding.votes === undefined ? {} : { votes: { ...finding.votes } }),
  };
  if (finding.verdict === 'met' || finding.verdict === 'partial') {
    const next = finding.verdict === 'met' ? null : (finding.advice ?? advice);
    return {
      ...common,
      ...opinion,
      verdict: finding.verdict,
      evidence: [...finding.evidence],
      reason: finding.reason,
      advice: next,
    };
  }
  return {
    ...common,
    ...opinion,
    verdict: finding.verdict,
    evidence: [],
    reason: finding.reason,
    advice: finding.advice ?? advice,
  };
}

/** What a judgement says of a point. @throws {RangeError} when it lacks the point */
export function findingOf(judgement: Judgement, id: string): PointFinding {
  const finding = judgement.points.find((candidate) => candidate.id === id);
  if (finding === undefined) throw new RangeError(`the judgement lacks point "${id}"`);
  return finding;
}
