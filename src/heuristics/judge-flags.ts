import type { Span } from '../text/normalise.ts';
import { type FlagCues, flagCuesOf } from './flag-cues.ts';
import type { FlagSigns } from './judge-points.ts';
import type { Lessons } from './lessons.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import type { Scene } from './scene.ts';
import { isCommitted, probabilityOfFlag } from './weigh.ts';

/** What the heuristics conclude on one red flag. */
export type JudgedFlag = {
  readonly id: string;
  readonly committed: boolean;
  readonly evidence: readonly Span[];
  readonly signs: FlagSigns;
  /** Undefined where the rubric has too few examples to learn from. */
  readonly likeness: Likeness | undefined;
  /** What was weighed; undefined without lessons, and where nothing suggests the conduct. */
  readonly weighed: { readonly cues: FlagCues; readonly probability: number } | undefined;
};

/** Without an indicator that fires, words that are less like the conduct than this are not looked at closer. */
const leastAbout = 2.5;

/** The judge of the red flags in one answer; it is given the number of the subject, the signs of the flag and its likeness. */
export function createFlagJudge(
  scene: Scene,
  { lessons, without }: { readonly lessons: Lessons; readonly without: string | undefined },
) {
  return (subject: number, signs: FlagSigns, likeness: Likeness | undefined): JudgedFlag => {
    const { id, committed: fires } = signs;
    const unweighed = { id, signs, likeness, weighed: undefined };
    if (likeness === undefined) return { ...unweighed, committed: fires, evidence: signs.evidence };
    const { span, about } = likeness;
    if (span === undefined || (!fires && about < leastAbout)) return { ...unweighed, committed: false, evidence: [] };
    const near = (candidate: number): boolean => candidate === subject;
    const alone = likenessOf(lessons, scene, { near, without, within: span })[subject];
    const cues = flagCuesOf(fires, likeness, alone);
    const probability = probabilityOfFlag(cues);
    const committed = isCommitted(probability);
    const evidence = fires ? signs.evidence : [span];
    return { id, committed, evidence: committed ? evidence : [], signs, likeness, weighed: { cues, probability } };
  };
}
