import type { Label } from '../core/verdict.ts';
import calibration from './calibration.json' with { type: 'json' };
import { type Cues, cueNames } from './cues.ts';
import type { Likeness } from './likeness.ts';
import { createNetwork, type Network } from './network.ts';

/** A fitted judge of cues: the credit that a rater is expected to give, and from how much on it is partial or met. */
export type Calibration = {
  readonly network: Network;
  readonly partial_from: number;
  readonly met_from: number;
  /** Points that raters mark higher or lower than their cues tell, by `question.point`. */
  readonly offsets: Readonly<Record<string, number>>;
};

/** From which likeness on a red flag counts as committed, with and without an indicator that fires, and how well that fits. */
export type FlagCalibration = { readonly with_sign: number; readonly without_sign: number; readonly f_score: number };

/** The credit that a rater is expected to give, about 0 to 1, by the cues of a point and its name, `question.point`. */
export function createExpectation({ network, offsets }: Pick<Calibration, 'network' | 'offsets'>) {
  const respond = createNetwork(network);
  return (cues: Cues, point: string): number => respond(inputsOf(cues)) + (offsets[point] ?? 0);
}

/** The same, as the calibration of this engine expects it. */
export const expectedCredit = createExpectation(calibration.points);

/** Cues as inputs of the network: in the order of their names. */
export function inputsOf(cues: Cues): number[] {
  return cueNames.map((name) => cues[name]);
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
