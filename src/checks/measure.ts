import { type Confusion, confusionOf, kappaOf, type Level } from '../core/agreement.ts';
import type { Label } from '../core/verdict.ts';
import { type AnswerResult, counts, seriesOf } from './answer-result.ts';

/** One verdict of a judge beside the label of a rater. */
export type Pair = {
  readonly answer: string;
  readonly question: string;
  readonly set: string;
  /** Id of the point with its question: `late-delivery.empathy`. */
  readonly point: string;
  readonly dimension: string;
  readonly series: string;
  readonly label: Label;
  readonly verdict: Label;
  readonly uncertain: boolean;
  readonly length: number;
  readonly overlap: number;
};

/** How far a judge agrees with the labels. Shares are between 0 and 1; undefined where there is nothing to divide by. */
export type Agreement = {
  readonly pairs: number;
  readonly qwk: number | undefined;
  readonly kappa: number | undefined;
  readonly exact: number;
  /** Number of verdicts that are not the label. */
  readonly wrong: number;
  /** Of them: on a point that the rater was not sure of, and one step wide. */
  readonly wrongUncertain: number;
  /** Of the points labelled missed: the share judged met. */
  readonly falseAccepts: number | undefined;
  /** Of the points labelled met: the share judged missed. */
  readonly falseRejects: number | undefined;
  /** Share of the most frequent label: what always saying that would agree. */
  readonly majority: number;
  /** Labels by verdicts: `3 × label + verdict`. */
  readonly confusion: Confusion;
};

export const levelOf: Readonly<Record<Label, Level>> = { missed: 0, partial: 1, met: 2 };

/** The pairs of all results that may count. An undecided point is no verdict and gives none. */
export function pairsOf(results: readonly AnswerResult[]): Pair[] {
  return results.filter(counts).flatMap((result) =>
    result.points.flatMap(({ id, dimension, label, verdict, uncertain, overlap }): Pair[] => {
      if (verdict === 'undecided') return [];
      return [
        {
          answer: result.id,
          question: result.question,
          set: result.set,
          point: `${result.question}.${id}`,
          dimension,
          series: seriesOf(result.id),
          label,
          verdict,
          uncertain,
          length: result.length,
          overlap,
        },
      ];
    }),
  );
}

/** Labels by verdicts of some pairs. */
export function confusionOfPairs(pairs: readonly Pick<Pair, 'label' | 'verdict'>[]): Confusion {
  return confusionOf(
    pairs.map((pair) => levelOf[pair.label]),
    pairs.map((pair) => levelOf[pair.verdict]),
  );
}

/** Measures pairs. @throws {RangeError} when there are none */
export function measure(pairs: readonly Pair[]): Agreement {
  if (pairs.length === 0) throw new RangeError('there is nothing to measure');
  const confusion = confusionOfPairs(pairs);
  const cell = (label: Label, verdict: Label): number => confusion[3 * levelOf[label] + levelOf[verdict]] ?? 0;
  const labelled = (label: Label): number => cell(label, 'missed') + cell(label, 'partial') + cell(label, 'met');
  const [missed, partial, met] = [labelled('missed'), labelled('partial'), labelled('met')];
  const right = cell('missed', 'missed') + cell('partial', 'partial') + cell('met', 'met');
  return {
    pairs: pairs.length,
    qwk: kappaOf(confusion, 'quadratic'),
    kappa: kappaOf(confusion, 'linear'),
    exact: right / pairs.length,
    wrong: pairs.length - right,
    wrongUncertain: pairs.filter(
      (pair) => pair.uncertain && Math.abs(levelOf[pair.label] - levelOf[pair.verdict]) === 1,
    ).length,
    falseAccepts: missed === 0 ? undefined : cell('missed', 'met') / missed,
    falseRejects: met === 0 ? undefined : cell('met', 'missed') / met,
    majority: Math.max(missed, partial, met) / pairs.length,
    confusion,
  };
}
