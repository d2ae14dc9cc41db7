import type { Label } from '../core/verdict.ts';
import calibration from './calibration.json' with { type: 'json' };
import { type Cues, cueNames } from './cues.ts';
import { type FlagCues, flagCueNames } from './flag-cues.ts';
import { type Logistic, probabilityOf } from './logistic.ts';
import { createNetwork, type Network } from './network.ts';

/** A fitted judge of cues: the credit that a rater is expected to give, and from how much on it is partial or met. */
export type Calibration = {
  readonly network: Network;
  readonly partial_from: number;
  readonly met_from: number;
  /** Points that raters mark higher or lower than their cues tell, by `question.point`. */
  readonly offsets: Readonly<Record<string, number>>;
};

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

/** How probable it is, 0 to 1, that a rater sees the conduct that has these cues. */
export function probabilityOfFlag(cues: FlagCues, fitted: Logistic = calibration.flags): number {
  return probabilityOf(fitted, flagInputsOf(cues));
}

/** Cues of a red flag as inputs of the fit: in the order of their names. */
export function flagInputsOf(cues: FlagCues): number[] {
  return flagCueNames.map((name) => cues[name]);
}

/** Does a red flag of this probability cost marks? It must be likelier than not. */
export function isCommitted(probability: number): boolean {
  return probability > 0.5;
}
