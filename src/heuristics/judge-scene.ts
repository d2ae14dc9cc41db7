import type { Label } from '../core/verdict.ts';
import type { Span } from '../text/normalise.ts';
import type { CompiledRubric } from './compile.ts';
import { type Cues, cuesOf } from './cues.ts';
import { createFlagJudge, type JudgedFlag } from './judge-flags.ts';
import { findSigns, joinSpans, type PointSigns } from './judge-points.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import type { Scene } from './scene.ts';
import { expectedCredit, verdictAt } from './weigh.ts';

/** What the heuristics conclude on one point: `signs` says what the indicators alone saw. */
export type JudgedPoint = {
  readonly id: string;
  readonly verdict: Label;
  readonly evidence: readonly Span[];
  readonly signs: PointSigns;
  /** What was weighed beside the signs; undefined where the rubric has too few examples to learn from. */
  readonly weighed: { readonly likeness: Likeness; readonly cues: Cues; readonly credit: number } | undefined;
};

/**
 * Judges an answer that was read as a scene: every point and red flag of the rubric in its order. Where the rubric has examples
 * enough, signs and likeness are weighed together; otherwise the signs decide. Spans are offsets of the normalised text.
 *
 * @param without - id of a labelled answer whose own pieces among the examples must not help
 */
export function judgeScene(
  compiled: CompiledRubric,
  scene: Scene,
  without?: string,
): { readonly points: readonly JudgedPoint[]; readonly redFlags: readonly JudgedFlag[] } {
  const { points, redFlags } = findSigns(compiled, scene);
  const lessons = compiled.teacher.lessons(without);
  const likeness = likenessOf(lessons, scene, { near: (subject) => subject < points.length, without });
  const judgeFlag = createFlagJudge(scene, { lessons, without });
  const known = likeness.slice(0, points.length).filter((entry) => entry !== undefined);
  const sum = known.reduce((total, { about }) => total + about, 0);
  return {
    points: points.map((signs, index) => {
      const own = likeness[index];
      if (own === undefined)
        return { id: signs.id, verdict: signs.verdict, evidence: signs.evidence, signs, weighed: undefined };
      const elsewhere = known.length < 2 ? 0 : (sum - own.about) / (known.length - 1);
      return judgePoint(signs, own, elsewhere, `${compiled.rubric.id}.${signs.id}`);
    }),
    redFlags: redFlags.map((signs, index) => judgeFlag(points.length + index, signs, likeness[points.length + index])),
  };
}

/** Without an indicator that fires, words that are less like the examples than this are like them by chance. */
const leastAbout = 2;
/** So are those that hold less than this of every sentence that does the thing. */
const leastNear = 0.15;

function judgePoint(signs: PointSigns, likeness: Likeness, elsewhere: number, point: string): JudgedPoint {
  const cues = cuesOf(signs, likeness, elsewhere);
  const credit = expectedCredit(cues, point);
  const evidence = evidenceOf(signs.evidence, likeness, signs.verdict === 'met');
  // A point that is merely named in a list earns what the policy gives for naming, whatever the list is like.
  if (signs.verdict === 'partial' && signs.signs.every(({ fired }) => fired.length === 0))
    return { id: signs.id, verdict: 'partial', evidence: signs.evidence, signs, weighed: { likeness, cues, credit } };
  const speaks = signs.verdict !== 'missed' || isLikeSome(likeness);
  const verdict = speaks && evidence.length > 0 ? verdictAt(credit) : 'missed';
  return {
    id: signs.id,
    verdict,
    evidence: verdict === 'missed' ? [] : evidence,
    signs,
    weighed: { likeness, cues, credit },
  };
}

function isLikeSome({ about, near }: Likeness): boolean {
  return about >= leastAbout && Math.max(near?.full.one ?? 0, near?.half.one ?? 0) >= leastNear;
}

/** The words of the signs; the likest stretch beside them unless they are those of a whole point. */
function evidenceOf(signs: readonly Span[], { span }: Likeness, enough: boolean): readonly Span[] {
  if (span === undefined || (enough && signs.length > 0)) return signs;
  return joinSpans([...signs, span]);
}
