import type { PointSigns } from './judge-points.ts';
import type { Likeness } from './likeness.ts';
import type { Nearnesses } from './nearness.ts';

/**
 * What is weighed for one point, by name, in the order in which it is fitted. The length of an answer is no cue.
 *
 * `sign_…`: whether an indicator of `met` fires, or only one of `partial` (or the point is merely named in a list); `signs_…`: how
 * many fire. `about` to `known`: as in {@link Likeness}. `some_…`, `one_…`: how near the six sentences, or the one, that do it in full,
 * by half or not at all are; `told_…`: how many such sentences there are, as a logarithm. `elsewhere`: how much the answer deals with the other points of
 * the question.
 */
export const cueNames = [
  'sign_met',
  'sign_partial',
  'signs_met',
  'signs_partial',
  'about',
  'level',
  'breadth',
  'stretch',
  'known',
  'some_full',
  'some_half',
  'some_failed',
  'one_full',
  'one_half',
  'one_failed',
  'told_full',
  'told_half',
  'told_failed',
  'elsewhere',
] as const;

/** The cues of one point. */
export type Cues = Readonly<Record<(typeof cueNames)[number], number>>;

/** What is liker than this is no surer: a sentence that stands among the examples must not run out of the range of the fit. */
const mostAbout = 8;

const far = { some: 0, one: 0, told: 0 };
const nowhere: Nearnesses = { full: far, half: far, failed: far };

/** Gathers the cues of a point. @param elsewhere - mean of `about` over the other points; 0 where there are none */
export function cuesOf({ verdict, signs }: PointSigns, likeness: Likeness, elsewhere: number): Cues {
  const { level, breadth, stretch, known, near = nowhere } = likeness;
  return {
    sign_met: verdict === 'met' ? 1 : 0,
    sign_partial: verdict === 'partial' ? 1 : 0,
    signs_met: firing(signs, 'met'),
    signs_partial: firing(signs, 'partial'),
    about: Math.min(mostAbout, likeness.about),
    level,
    breadth,
    stretch,
    known,
    some_full: near.full.some,
    some_half: near.half.some,
    some_failed: near.failed.some,
    one_full: near.full.one,
    one_half: near.half.one,
    one_failed: near.failed.one,
    told_full: Math.log1p(near.full.told),
    told_half: Math.log1p(near.half.told),
    told_failed: Math.log1p(near.failed.told),
    elsewhere,
  };
}

function firing(signs: PointSigns['signs'], level: 'met' | 'partial'): number {
  let count = 0;
  for (const sign of signs) if (sign.level === level && sign.fired.length > 0) count++;
  return count;
}
