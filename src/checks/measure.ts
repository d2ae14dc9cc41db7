import { type Level, weightedKappa } from '../core/agreement.ts';
import type { Label } from '../core/verdict.ts';

/** One verdict of a judge beside the label of a rater. */
export type Pair = {
  readonly answer: string;
  readonly question: string;
  readonly point: string;
  readonly dimension: string;
  readonly style: string;
  readonly label: Label;
  readonly verdict: Label;
};

/** How far a judge agrees with the labels. Shares are between 0 and 1; undefined where there is nothing to divide by. */
export type Agreement = {
  readonly pairs: number;
  readonly qwk: number | undefined;
  readonly kappa: number | undefined;
  readonly exact: number;
  /** Of the points labelled missed: the share judged met. */
  readonly falseAccepts: number | undefined;
  /** Of the points labelled met: the share judged missed. */
  readonly falseRejects: number | undefined;
  /** Share of the most frequent label: what always saying that would agree. */
  readonly majority: number;
};

const levelOf: Readonly<Record<Label, Level>> = { missed: 0, partial: 1, met: 2 };

/** Measures pairs. @throws {RangeError} when there are none */
export function measure(pairs: readonly Pair[]): Agreement {
  const labels = pairs.map((pair) => levelOf[pair.label]);
  const verdicts = pairs.map((pair) => levelOf[pair.verdict]);
  const count = (test: (pair: Pair) => boolean): number => pairs.filter(test).length;
  const missed = count((pair) => pair.label === 'missed');
  const met = count((pair) => pair.label === 'met');
  return {
    pairs: pairs.length,
    qwk: weightedKappa(labels, verdicts, 'quadratic'),
    kappa: weightedKappa(labels, verdicts, 'linear'),
    exact: count((pair) => pair.label === pair.verdict) / pairs.length,
    falseAccepts:
      missed === 0 ? undefined : count((pair) => pair.label === 'missed' && pair.verdict === 'met') / missed,
    falseRejects: met === 0 ? undefined : count((pair) => pair.label === 'met' && pair.verdict === 'missed') / met,
    majority: Math.max(missed, met, pairs.length - missed - met) / pairs.length,
  };
}
