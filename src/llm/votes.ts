import type { FlagFinding, Judgement, Lang, PointFinding, Votes } from '../core/judge.ts';
import type { Rubric } from '../core/rubric.ts';
import type { Verdict } from '../core/verdict.ts';

/** The rubric with its points in an order that only the seed decides; seed 0 leaves them as they are. */
export function shufflePoints(rubric: Rubric, seed: number): Rubric {
  if (seed === 0) return rubric;
  const points = [...rubric.points];
  let state = seed;
  for (let last = points.length - 1; last > 0; last--) {
    // A linear congruential step (Numerical Recipes): an order that can be replayed is all that is needed.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const pick = state % (last + 1);
    const [first, second] = [points[last], points[pick]];
    if (first !== undefined && second !== undefined) [points[last], points[pick]] = [second, first];
  }
  return { ...rubric, points };
}

/** The rubrics that one vote asks about: all points in the order of its seed, or each point alone with the red flags beside the first. */
export function rubricsAsked(rubric: Rubric, seed: number, isolated: boolean): readonly Rubric[] {
  const key = isolated ? -1 : seed;
  const made = asked.get(rubric) ?? new Map<number, readonly Rubric[]>();
  asked.set(rubric, made);
  const rubrics = made.get(key) ?? (isolated ? onePointEach(rubric) : [shufflePoints(rubric, seed)]);
  made.set(key, rubrics);
  return rubrics;
}

/** Made once: the prompt and the schema of a rubric are kept by the rubric's identity. */
const asked = new WeakMap<Rubric, Map<number, readonly Rubric[]>>();

function onePointEach(rubric: Rubric): Rubric[] {
  return rubric.points.map((point, index) => ({
    ...rubric,
    points: [point],
    red_flags: index === 0 ? rubric.red_flags : [],
  }));
}

type Said = Pick<Judgement, 'points' | 'redFlags' | 'reviewReasons'>;

/**
 * What several judgements of one answer say together: for every point the verdict that more than half of them hold, with
 * its evidence; `undecided` where none does. A red flag stands when more than half report it.
 * Any point on which they are not of one mind gives the reason `split_vote`.
 *
 * @throws {RangeError} when there is no judgement
 */
export function countVotes(rubric: Rubric, judgements: readonly Said[], lang: Lang): Said {
  const [only, ...others] = judgements;
  if (only === undefined) throw new RangeError('no judgement to count');
  if (others.length === 0) return only;
  const reasons = new Set(judgements.flatMap((judgement) => judgement.reviewReasons));
  const points = rubric.points.map(({ id }): PointFinding => {
    const findings = judgements.flatMap((judgement) => judgement.points.filter((point) => point.id === id));
    if (new Set(findings.map((finding) => finding.verdict)).size > 1) reasons.add('split_vote');
    const winner = findings.find(({ verdict }) => isMajority(findings.filter((other) => other.verdict === verdict)));
    const votes = countsOf(findings);
    return winner === undefined
      ? { id, verdict: 'undecided', evidence: [], reason: split[lang], advice: null, votes }
      : { ...winner, votes };
  });
  const redFlags = rubric.red_flags.flatMap((flag): FlagFinding[] => {
    const reports = judgements.flatMap((judgement) => judgement.redFlags.filter((report) => report.id === flag.id));
    if (reports.length > 0 && reports.length < judgements.length) reasons.add('split_vote');
    const [first] = reports;
    return first !== undefined && isMajority(reports) ? [first] : [];
  });
  return { points, redFlags, reviewReasons: [...reasons] };

  function isMajority(those: readonly unknown[]): boolean {
    return those.length * 2 > judgements.length;
  }
}

function countsOf(findings: readonly PointFinding[]): Votes {
  const counts: { [verdict in Verdict]?: number } = {};
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

const split = { zh: '几次评判的结论不一致', en: 'the votes on this point do not agree' } as const;
