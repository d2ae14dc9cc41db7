import type { Label } from '../core/verdict.ts';
import calibration from './calibration.json' with { type: 'json' };
import type { Likeness } from './likeness.ts';

/** What is weighed for one point. */
export type Cues = {
  /** 1 when an indicator of `met` fires, else 0. */
  readonly sign_met: number;
  /** 1 when only one of `partial` fires, or the point is merely named in a list. */
  readonly sign_partial: number;
  /** The three scores of {@link Likeness}. */
  readonly about: number;
  readonly level: number;
  readonly breadth: number;
  /** Mean of `about` over the other points of the question: how much the answer deals with the matter at all. */
  readonly elsewhere: number;
};

/** Cues by name, in the order in which they are fitted. */
export const cueNames = ['sign_met', 'sign_partial', 'about', 'level', 'breadth', 'elsewhere'] as const;

/** Gathers the cues of a point. */
export function cuesOf(sign: Label, likeness: Likeness, elsewhere: number): Cues {
  return {
    sign_met: sign === 'met' ? 1 : 0,
    sign_partial: sign === 'partial' ? 1 : 0,
    about: likeness.about,
    level: likeness.level,
    breadth: likeness.breadth,
    elsewhere,
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
