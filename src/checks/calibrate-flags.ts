import type { FlagCues } from '../heuristics/flag-cues.ts';
import type { Logistic } from '../heuristics/logistic.ts';
import { flagInputsOf, isCommitted, probabilityOfFlag } from '../heuristics/weigh.ts';
import { fitLogistic } from './fit-logistic.ts';
import { type HeldOut, type Origin, partsOf } from './held-out.ts';

/** One red flag of one labelled answer: its cues, undefined where nothing suggests the conduct, and what the rater saw. */
export type FlagObservation = Origin & { readonly cues: FlagCues | undefined; readonly committed: boolean };

/** How well a fit finds red flags where it was not fitted. */
export type CrossValidatedFlags = {
  readonly held_out: HeldOut;
  readonly committed: number;
  readonly found: number;
  readonly wrongly_found: number;
};

/** Fits the judge of red flags: how probable it is that a rater sees one. Where none was ever committed, none is found. */
export function calibrateFlags(observations: readonly FlagObservation[]): Logistic {
  const weighed = observations.flatMap(({ cues, committed }) => (cues === undefined ? [] : [{ cues, committed }]));
  return fitLogistic(
    weighed.map(({ cues }) => flagInputsOf(cues)),
    weighed.map(({ committed }) => committed),
  );
}

/**
 * Fits again and again with a part held out, and counts what is found in that part.
 *
 * @returns undefined when there is but one part, so that holding it out leaves nothing to fit
 */
export function crossValidateFlags(
  observations: readonly FlagObservation[],
  heldOut: HeldOut,
): CrossValidatedFlags | undefined {
  const partOf = partsOf(observations, heldOut);
  const parts = [...new Set(observations.map(partOf))];
  if (parts.length < 2) return undefined;
  const judged = parts.flatMap((part) => {
    const fitted = calibrateFlags(observations.filter((observation) => partOf(observation) !== part));
    return observations
      .filter((observation) => partOf(observation) === part)
      .map(({ cues, committed }) => ({
        committed,
        found: cues !== undefined && isCommitted(probabilityOfFlag(cues, fitted)),
      }));
  });
  return {
    held_out: heldOut,
    committed: judged.filter(({ committed }) => committed).length,
    found: judged.filter(({ committed, found }) => committed && found).length,
    wrongly_found: judged.filter(({ committed, found }) => !committed && found).length,
  };
}
