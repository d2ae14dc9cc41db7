import { kappaOf } from '../core/agreement.ts';
import type { Verdict } from '../core/verdict.ts';
import type { JudgedAnswer } from './answer-result.ts';
import { confusionOfPairs, pairsOf } from './measure.ts';

/** How several runs over the same answers compare; with one run, passing is being right. */
export type RepeatFigures = {
  readonly runs: number;
  /** Share of the points on which at least `min pass` runs gave the label; undefined without points. */
  readonly passed: number | undefined;
  /** Answers of which every point passed, and answers in all. */
  readonly answersPassed: number;
  readonly answers: number;
  /** Share of the points on which all runs said the same. */
  readonly stable: number | undefined;
  /** The lowest and the highest QWK of a run; undefined where none has one. */
  readonly qwk: { readonly low: number; readonly high: number } | undefined;
};

/** A point on which the runs did not all say the same. */
export type Flip = {
  readonly answer: string;
  readonly point: string;
  readonly label: Verdict;
  readonly verdicts: readonly Verdict[];
};

/** Every point of every answer with the verdicts of all runs. */
function pointsByRun(results: readonly JudgedAnswer[]): (Flip & { readonly uncertain: boolean })[] {
  return [...Map.groupBy(results, (result) => result.id)].flatMap(([answer, runs]) =>
    (runs[0]?.points ?? []).map((point) => ({
      answer,
      point: point.id,
      label: point.label,
      uncertain: point.uncertain,
      verdicts: runs.flatMap((run) => run.points.filter(({ id }) => id === point.id).map(({ verdict }) => verdict)),
    })),
  );
}

/** Compares runs. A run that gave an answer no grade agrees with nothing. */
export function repeatFigures(results: readonly JudgedAnswer[], minPass: number): RepeatFigures {
  const points = pointsByRun(results);
  const passes = (point: Flip): boolean =>
    point.verdicts.filter((verdict) => verdict === point.label).length >= minPass;
  const answers = [...Map.groupBy(points, (point) => point.answer).values()];
  const share = (test: (point: Flip) => boolean): number | undefined =>
    points.length === 0 ? undefined : points.filter(test).length / points.length;
  return {
    runs: Math.max(0, ...results.map((result) => result.run)),
    passed: share(passes),
    answersPassed: answers.filter((group) => group.every(passes)).length,
    answers: answers.length,
    stable: share((point) => new Set(point.verdicts).size === 1),
    qwk: rangeOf([...Map.groupBy(results, (result) => result.run).values()].map(qwkOf)),
  };
}

function qwkOf(run: readonly JudgedAnswer[]): number | undefined {
  return kappaOf(confusionOfPairs(pairsOf(run)), 'quadratic');
}

function rangeOf(values: readonly (number | undefined)[]): RepeatFigures['qwk'] {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : { low: Math.min(...known), high: Math.max(...known) };
}

/** The points on which runs contradict each other. */
export function flipsOf(results: readonly JudgedAnswer[]): Flip[] {
  return pointsByRun(results)
    .filter((point) => new Set(point.verdicts).size > 1)
    .map(({ answer, point, label, verdicts }) => ({ answer, point, label, verdicts }));
}
