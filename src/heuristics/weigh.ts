import type { Label } from '../core/verdict.ts';
import calibration from './calibration.json' with { type: 'json' };
import type { Likeness } from './likeness.ts';

/**
 * What is weighed for one point, by name, in the order in which it is fitted: whether an indicator of `met` fires, or only one of
 * `partial` (or the point is merely named in a list); the scores of {@link Likeness}; how much the answer deals with the other
 * points of the question; and how the strongest of these work together.
 */
export const cueNames = [
  'sign_met',
  'sign_partial',
  'about',
  'level',
  'breadth',
  'nearest',
  'nearest_failed',
  'elsewhere',
  'about_squared',
  'about_with_sign',
  'about_with_level',
  'about_with_breadth',
] as const;

/** The cues of one point. */
export type Cues = Readonly<Record<(typeof cueNames)[number], number>>;

/** What is liker than this is no surer: a sentence that stands among the examples must not run out of the range of the fit. */
const mostAbout = 8;

/** Gathers the cues of a point. @param elsewhere - mean of `about` over the other points; 0 where there are none */
export function cuesOf(sign: Label, likeness: Likeness, elsewhere: number): Cues {
  const { level, breadth, nearest, nearest_failed } = likeness;
  const about = Math.min(mostAbout, likeness.about);
  const sign_met = sign === 'met' ? 1 : 0;
  return {
    sign_met,
    sign_partial: sign === 'partial' ? 1 : 0,
    about,
    level,
    breadth,
    nearest,
    nearest_failed,
    elsewhere,
    about_squared: about * about,
    about_with_sign: about * sign_met,
    about_with_level: about * level,
    about_with_breadth: about * breadth,
  };
}

/** A fitted judge of cues: the credit that a rater is expected to give, and from how much on it is partial or met. */
export type Calibration = {
  readonly constant: number;
  readonly coefficients: Readonly<Record<(typeof cueNames)[number], number>>;
  readonly partial_from: number;
  readonly met_from: number;
  /** Points that raters mark higher or lower than their cues tell, by `question.point`. */
  readonly offsets: Readonly<Record<string, number>>;
};

/** From which likeness on a red flag counts as committed, with and without an indicator that fires, and how well that fits. */
export type FlagCalibration = { readonly with_sign: number; readonly without_sign: number; readonly f1: number };

/** The credit that a rater is expected to give, about 0 to 1. @param point - `question.point` */
export function expectedCredit(cues: Cues, point: string, fitted: Calibration = calibration.points): number {
  let credit = fitted.constant + (fitted.offsets[point] ?? 0);
  for (const name of cueNames) credit += fitted.coefficients[name] * cues[name];
  return credit;
}

/** The verdict that an expected credit stands for. */
export function verdictAt(credit: number, fitted: Calibration = calibration.points): Label {
  if (credit >= fitted.met_from) return 'met';
  return credit >= fitted.partial_from ? 'partial' : 'missed';
}

/** Is a red flag committed? An indicator that fires counts unless the answer is unlike it; likeness alone must be strong. */
export function isCommitted(fires: boolean, likeness: Likeness): boolean {
  return likeness.about >= (fires ? calibration.flags.with_sign : calibration.flags.without_sign);
}
