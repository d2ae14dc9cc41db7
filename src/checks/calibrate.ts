import { kappaOf } from '../core/agreement.ts';
import { creditOf, type Label } from '../core/verdict.ts';
import type { Cues } from '../heuristics/cues.ts';
import { type Calibration, createExpectation, inputsOf, verdictAt } from '../heuristics/weigh.ts';
import { fitNetwork } from './fit-network.ts';
import { type HeldOut, type Origin, partsOf } from './held-out.ts';

/** The cues of one point of one labelled answer beside the label. */
export type Observation = Origin & {
  /** `question.point` */
  readonly point: string;
  readonly cues: Cues;
  readonly label: Label;
};

/** How well a fit does on observations that it was not fitted to. */
export type CrossValidated = {
  readonly held_out: HeldOut;
  readonly language: 'all' | Origin['language'];
  readonly verdicts: number;
  readonly qwk: number;
  readonly exact: number;
  readonly false_accepts: number;
  readonly false_rejects: number;
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

/**
 * Fits again and again with a part held out, and measures the verdicts on that part. Offsets of unknown points are 0.
 *
 * @returns all of them, then those on the answers of each language; nothing when there is but one part, so that holding it out
 *   leaves nothing to fit
 */
export function crossValidate(observations: readonly Observation[], heldOut: HeldOut): CrossValidated[] {
  const partOf = partsOf(observations, heldOut);
  const parts = [...new Set(observations.map(partOf))];
  if (parts.length < 2) return [];
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
  return (['all', 'zh', 'en'] as const).flatMap((language) => {
    const own = judged.filter(({ observation }) => language === 'all' || observation.language === language);
    return own.length === 0 ? [] : [{ held_out: heldOut, language, verdicts: own.length, ...figuresOf(own) }];
  });
}

function figuresOf(judged: readonly { readonly observation: Observation; readonly verdict: Label }[]) {
  const table = labels.map((label) =>
    labels.map(
      (verdict) => judged.filter((entry) => entry.observation.label === label && entry.verdict === verdict).length,
    ),
  );
  const { qwk, false_accepts } = agreementOf(table);
  const met = table[2] ?? [];
  const right = judged.filter(({ observation, verdict }) => observation.label === verdict).length;
  return {
    qwk: round(qwk),
    exact: round(right / judged.length),
    false_accepts: round(false_accepts),
    false_rejects: round((met[0] ?? 0) / Math.max(1, sumOf(met))),
  };
}

const labels = ['missed', 'partial', 'met'] as const;
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Rows are labels, columns verdicts, both from missed to met. */
function agreementOf(table: readonly (readonly number[])[]): { qwk: number; false_accepts: number } {
  const missed = table[0] ?? [];
  const all = sumOf(missed);
  return { qwk: kappaOf(table.flat(), 'quadratic') ?? 0, false_accepts: all === 0 ? 0 : (missed[2] ?? 0) / all };
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
