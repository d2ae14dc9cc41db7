import { type AnswerResult, counts, seriesOf } from './answer-result.ts';
import { type Baseline, thresholdBaseline } from './baselines.ts';
import { languageOf } from './language.ts';
import { type Agreement, confusionOfPairs, measure, type Pair, pairsOf } from './measure.ts';
import { type RepeatFigures, repeatFigures } from './repeats.ts';
import { type Interval, kappaInterval } from './resample.ts';

/** What a run is cut into. Slices of `dimension` and `point` hold points of answers, the others whole answers. */
export const sliceKinds = ['all', 'set', 'dimension', 'question', 'point', 'series', 'language'] as const;
export type SliceKind = (typeof sliceKinds)[number];

/** The figures of one slice. Undefined is what cannot be reckoned; a share is between 0 and 1. */
export type Figures = {
  readonly kind: SliceKind;
  /** Which set, question and so on; `all` for the whole. */
  readonly name: string;
  readonly answers: number;
  readonly ungraded: number;
  /** Answers that a made-up recording judged; they are in no other figure. */
  readonly synthetic: number;
  /** Share of the points judged that are undecided. */
  readonly undecided: number | undefined;
  readonly agreement: Agreement | undefined;
  readonly kappaInterval: Interval | undefined;
  readonly baselines: { readonly length: Baseline | undefined; readonly overlap: Baseline | undefined };
  /** Share of the answers whose grade asks for a person. */
  readonly review: number | undefined;
  /** Percent of the marks, machine minus labels, over answers without an undecided point; undefined for slices of points. */
  readonly score: { readonly answers: number; readonly mae: number; readonly bias: number } | undefined;
  readonly redFlags: { readonly found: number; readonly overlooked: number; readonly wrong: number } | undefined;
  readonly repeat: RepeatFigures;
};

/** What every slice is measured with. */
export type FigureOptions = { readonly minPass: number };

/** The figures of every slice, kind by kind, in the order in which the results name them. */
export function figuresOf(results: readonly AnswerResult[], options: FigureOptions): Figures[] {
  const whole: readonly [SliceKind, (result: AnswerResult) => string][] = [
    ['all', () => 'all'],
    ['set', (result) => result.set],
    ['question', (result) => result.question],
    ['series', (result) => seriesOf(result.id)],
    ['language', (result) => languageOf(result.answer)],
  ];
  const ofAnswers = whole.flatMap(([kind, key]) =>
    [...Map.groupBy(results, key)].map(([name, group]) => figuresOfSlice({ kind, name }, group, options)),
  );
  const parts: readonly [SliceKind, (question: string, point: { id: string; dimension: string }) => string][] = [
    ['dimension', (_, point) => point.dimension],
    ['point', (question, point) => `${question}.${point.id}`],
  ];
  const ofPoints = parts.flatMap(([kind, key]) =>
    [...cutByPoint(results, key)].map(([name, group]) => figuresOfSlice({ kind, name }, group, options)),
  );
  const all = [...ofAnswers, ...ofPoints];
  return sliceKinds.flatMap((kind) => all.filter((figures) => figures.kind === kind));
}

/** The results as far as they are about one dimension or one point: answers with only its points. */
function cutByPoint(
  results: readonly AnswerResult[],
  key: (question: string, point: { id: string; dimension: string }) => string,
): Map<string, AnswerResult[]> {
  const cut = new Map<string, AnswerResult[]>();
  for (const result of results) {
    if (result.outcome === 'ungraded') continue;
    for (const [name, points] of Map.groupBy(result.points, (point) => key(result.question, point))) {
      const group = cut.get(name) ?? [];
      group.push({ ...result, points });
      cut.set(name, group);
    }
  }
  return cut;
}

function figuresOfSlice(
  slice: { readonly kind: SliceKind; readonly name: string },
  results: readonly AnswerResult[],
  options: FigureOptions,
): Figures {
  const ofPoints = slice.kind === 'dimension' || slice.kind === 'point';
  const judged = results.filter(counts);
  const pairs = pairsOf(judged);
  const points = judged.reduce((sum, result) => sum + result.points.length, 0);
  return {
    ...slice,
    answers: results.length,
    ungraded: results.filter((result) => result.outcome === 'ungraded').length,
    synthetic: results.filter((result) => result.outcome !== 'ungraded' && result.synthetic).length,
    undecided: points === 0 ? undefined : 1 - pairs.length / points,
    agreement: pairs.length === 0 ? undefined : measure(pairs),
    kappaInterval: kappaInterval(confusionsByAnswer(pairs), 'linear'),
    baselines: {
      length: thresholdBaseline(pairs, (pair) => pair.length),
      overlap: thresholdBaseline(pairs, (pair) => pair.overlap),
    },
    review:
      judged.length === 0 ? undefined : judged.filter((result) => result.review.length > 0).length / judged.length,
    score: ofPoints ? undefined : scoreFigures(judged),
    redFlags: ofPoints || judged.length === 0 ? undefined : flagFigures(judged),
    repeat: repeatFigures(judged, options.minPass),
  };
}

/** The confusion of each answer, in order. */
export function confusionsByAnswer(pairs: readonly Pair[]) {
  return [...Map.groupBy(pairs, (pair) => pair.answer).values()].map(confusionOfPairs);
}

function scoreFigures(judged: readonly Extract<AnswerResult, { percent: number }>[]): Figures['score'] {
  const decided = judged.filter((result) => result.points.every((point) => point.verdict !== 'undecided'));
  if (decided.length === 0) return undefined;
  const errors = decided.map((result) => result.percent - result.labelled_percent);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { answers: decided.length, mae: mean(errors.map(Math.abs)), bias: mean(errors) };
}

function flagFigures(judged: readonly Extract<AnswerResult, { percent: number }>[]): Figures['redFlags'] {
  const flags = judged.flatMap((result) => result.red_flags);
  return {
    found: flags.filter((flag) => flag.labelled && flag.found).length,
    overlooked: flags.filter((flag) => flag.labelled && !flag.found).length,
    wrong: flags.filter((flag) => !flag.labelled && flag.found).length,
  };
}
