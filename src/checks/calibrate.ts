import { kappaOf } from '../core/agreement.ts';
import { creditOf, type Label } from '../core/verdict.ts';
import type { Cues } from '../heuristics/cues.ts';
import { type Calibration, createExpectation, type FlagCalibration, inputsOf, verdictAt } from '../heuristics/weigh.ts';
import { fitNetwork } from './fit-network.ts';

/** The cues of one point of one labelled answer beside the label. */
export type Observation = {
  readonly answer: string;
  readonly question: string;
  /** `question.point` */
  readonly point: string;
  /** Who wrote the answers of this kind: answers of one author sound alike. */
  readonly author: string;
  readonly cues: Cues;
  readonly label: Label;
};

/** One red flag of one labelled answer: whether an indicator fires, how like the answer is, and what the rater saw. */
export type FlagObservation = { readonly fires: boolean; readonly likeness: number; readonly committed: boolean };

/** How well a fit does on observations that it was not fitted to. */
export type CrossValidated = {
  readonly held_out: 'answers' | 'questions' | 'authors';
  readonly verdicts: number;
  readonly qwk: number;
  readonly false_accepts: number;
};

/** Offsets are shrunk as if each point had so many further labels at the mean. */
const shrinkage = 20;
/** False accepts above this share cost more than the agreement that they buy. */
const mostFalseAccepts = 0.02;
const falseAcceptPrice = 4;
const thresholdSteps = 60;

/**
 * Fits the judge of cues: a network to the label's credit, an offset a point from what is left, and the two thresholds that agree
 * best with the labels.
 *
 * @throws {RangeError} for fewer than two observations
 */
export function calibrate(observations: readonly Observation[]): Calibration {
  if (observations.length < 2) throw new RangeError('nothing to fit');
  const network = fitNetwork(
    observations.map(({ cues }) => inputsOf(cues)),
    observations.map(({ label }) => creditOf[label]),
  );
  const plain: Calibration = { network, partial_from: 0, met_from: 0, offsets: {} };
  const offsets = offsetsOf(observations, plain);
  return { ...plain, offsets, ...thresholds(observations, { ...plain, offsets }) };
}

/** What remains of each point's labels when the cues have spoken, shrunk towards nothing. */
function offsetsOf(observations: readonly Observation[], fitted: Calibration): Record<string, number> {
  const expectedCredit = createExpectation(fitted);
  const left = Map.groupBy(observations, ({ point }) => point);
  return Object.fromEntries(
    [...left].map(([point, own]) => {
      const residue = own.reduce((sum, { cues, label }) => sum + creditOf[label] - expectedCredit(cues, point), 0);
      return [point, round(residue / (own.length + shrinkage))];
    }),
  );
}

/** The pair of thresholds that agrees best, among quantiles of the expected credits. */
function thresholds(
  observations: readonly Observation[],
  fitted: Calibration,
): { readonly partial_from: number; readonly met_from: number } {
  const expectedCredit = createExpectation(fitted);
  const credits = observations.map(({ cues, point }) => expectedCredit(cues, point));
  const sorted = credits.toSorted((a, b) => a - b);
  const steps = Array.from({ length: thresholdSteps }, (_, step) =>
    round(sorted[Math.floor(((step + 0.5) / thresholdSteps) * sorted.length)] ?? 0),
  );
  // For each label and step: how many credits reach it.
  const reaching = labels.map((label) => {
    const own = credits.filter((_, index) => observations[index]?.label === label);
    return { all: own.length, from: steps.map((step) => own.filter((credit) => credit >= step).length) };
  });
  let best = { partial_from: 0, met_from: 0 };
  let highest = Number.NEGATIVE_INFINITY;
  for (let low = 0; low < steps.length; low++) {
    for (let high = low + 1; high < steps.length; high++) {
      const table = reaching.map(({ all, from }) => {
        const met = from[high] ?? 0;
        const credited = from[low] ?? 0;
        return [all - credited, credited - met, met];
      });
      const worth = worthOf(table);
      if (worth <= highest) continue;
      highest = worth;
      best = { partial_from: steps[low] ?? 0, met_from: steps[high] ?? 0 };
    }
  }
  return best;
}

function worthOf(table: readonly (readonly number[])[]): number {
  const { qwk, false_accepts } = agreementOf(table);
  return qwk - falseAcceptPrice * Math.max(0, false_accepts - mostFalseAccepts);
}

/** Recall weighs this squared as much as precision: half. */
const beta = 0.7;
const flagStep = 0.5;
const flagSteps = 25;

/**
 * The likeness from which on a red flag counts as committed, with and without an indicator that fires: the pair with the best
 * F score, precision weighing twice as much as recall: one that is wrongly found costs an honest candidate marks. Without any observation of a committed one, the indicators alone decide.
 *
 * @see van Rijsbergen (1979), Information Retrieval, for the F measure
 */
export function calibrateFlags(observations: readonly FlagObservation[]): FlagCalibration {
  const steps = Array.from({ length: flagSteps }, (_, step) => step * flagStep);
  let best: FlagCalibration = { with_sign: 0, without_sign: flagSteps * flagStep, f_score: 0 };
  for (const with_sign of steps) {
    for (const without_sign of steps.filter((step) => step >= with_sign)) {
      const found = observations.filter(({ fires, likeness }) => likeness >= (fires ? with_sign : without_sign));
      const right = found.filter(({ committed }) => committed).length;
      const all = observations.filter(({ committed }) => committed).length;
      const f_score = right === 0 ? 0 : ((1 + beta ** 2) * right) / (found.length + beta ** 2 * all);
      if (f_score > best.f_score) best = { with_sign, without_sign, f_score: round(f_score) };
    }
  }
  return best;
}

const folds = 10;

/**
 * Fits again and again with a part held out, and measures the verdicts on that part. Offsets of unknown points are 0.
 *
 * @returns undefined when there is but one part, so that holding it out leaves nothing to fit
 */
export function crossValidate(
  observations: readonly Observation[],
  heldOut: CrossValidated['held_out'],
): CrossValidated | undefined {
  const names = [...new Set(observations.map(({ answer }) => answer))];
  const foldOf = new Map(names.map((name, index) => [name, String(index % folds)]));
  const partOf = (observation: Observation): string => {
    if (heldOut === 'questions') return observation.question;
    return heldOut === 'authors' ? observation.author : (foldOf.get(observation.answer) ?? '');
  };
  const parts = [...new Set(observations.map(partOf))];
  if (parts.length < 2) return undefined;
  const judged = parts.flatMap((part) => {
    const fitted = calibrate(observations.filter((observation) => partOf(observation) !== part));
    const expectedCredit = createExpectation(fitted);
    return observations
      .filter((observation) => partOf(observation) === part)
      .map((observation) => ({
        observation,
        verdict: verdictAt(expectedCredit(observation.cues, observation.point), fitted),
      }));
  });
  const table = labels.map((label) =>
    labels.map(
      (verdict) => judged.filter((entry) => entry.observation.label === label && entry.verdict === verdict).length,
    ),
  );
  const { qwk, false_accepts } = agreementOf(table);
  return { held_out: heldOut, verdicts: judged.length, qwk: round(qwk), false_accepts: round(false_accepts) };
}

const labels = ['missed', 'partial', 'met'] as const;

/** Rows are labels, columns verdicts, both from missed to met. */
function agreementOf(table: readonly (readonly number[])[]): { qwk: number; false_accepts: number } {
  const missed = table[0] ?? [];
  const all = missed.reduce((sum, count) => sum + count, 0);
  return { qwk: kappaOf(table.flat(), 'quadratic') ?? 0, false_accepts: all === 0 ? 0 : (missed[2] ?? 0) / all };
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
