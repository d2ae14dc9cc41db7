import { kappaOf } from '../core/agreement.ts';
import type { Label, Verdict } from '../core/verdict.ts';
import { type AnswerResult, counts } from './answer-result.ts';
import type { SliceKind } from './figures.ts';
import { confusionOfPairs } from './measure.ts';
import { differenceInterval, type Interval } from './resample.ts';

/** A point on which two runs say different things. */
export type Change = {
  readonly answer: string;
  readonly point: string;
  readonly label: Label;
  readonly before: Verdict;
  readonly now: Verdict;
  /** `better`: right now and not before; `worse`: the other way round; `other`: neither is right. */
  readonly side: 'better' | 'worse' | 'other';
};

/** How the QWK of a slice moved. `worse`: the whole interval lies below 0; `better`: above. */
export type Movement = {
  readonly kind: SliceKind;
  readonly name: string;
  readonly answers: number;
  readonly before: number | undefined;
  readonly now: number | undefined;
  readonly interval: Interval | undefined;
  readonly level: number;
  readonly state: 'worse' | 'better' | 'noise';
};

export type Comparison = {
  /** Answers in both runs with the same text. */
  readonly answers: number;
  /** Answers of only one run, or with another text. */
  readonly left: number;
  readonly movements: readonly Movement[];
  readonly changes: readonly Change[];
};

type Both = {
  readonly answer: string;
  readonly set: string;
  readonly question: string;
  readonly dimension: string;
  readonly point: string;
  readonly label: Label;
  readonly before: Verdict;
  readonly now: Verdict;
};

const samples = 2000;
const level = 0.95;

/** Compares two runs point by point, by the labels of the later one. Of several runs over an answer the first is compared. */
export function compareRuns(before: readonly AnswerResult[], now: readonly AnswerResult[]): Comparison {
  const earlier = new Map(before.filter(counts).map((result) => [`${result.run} ${result.id}`, result]));
  const later = now.filter(counts);
  const shared = later.filter((result) => earlier.get(`${result.run} ${result.id}`)?.answer === result.answer);
  const both = shared.flatMap((result) =>
    result.points.flatMap(({ id, dimension, label, verdict }): Both[] => {
      const other = earlier.get(`${result.run} ${result.id}`)?.points.find((point) => point.id === id);
      if (other === undefined) return [];
      const { set, question } = result;
      return [{ answer: result.id, set, question, dimension, point: id, label, before: other.verdict, now: verdict }];
    }),
  );
  const kinds: readonly [SliceKind, (point: Both) => string][] = [
    ['all', () => 'all'],
    ['set', (point) => point.set],
    ['dimension', (point) => point.dimension],
    ['question', (point) => point.question],
  ];
  const movements = kinds.flatMap(([kind, key]) => {
    const groups = [...Map.groupBy(both, key)];
    return groups.map(([name, group]) => movementOf(kind, name, group, 1 - (1 - level) / groups.length));
  });
  return {
    answers: shared.length,
    left: later.length - shared.length + earlier.size - shared.length,
    movements,
    changes: both.filter((point) => point.before !== point.now).map(changeOf),
  };
}

function movementOf(kind: SliceKind, name: string, group: readonly Both[], confidence: number): Movement {
  const decided = group.flatMap((point) =>
    point.before === 'undecided' || point.now === 'undecided'
      ? []
      : [{ ...point, before: point.before, now: point.now }],
  );
  const confusions = (points: typeof decided) => ({
    before: confusionOfPairs(points.map(({ label, before }) => ({ label, verdict: before }))),
    now: confusionOfPairs(points.map(({ label, now }) => ({ label, verdict: now }))),
  });
  const answers = [...Map.groupBy(decided, (point) => point.answer).values()].map(confusions);
  const whole = confusions(decided);
  const same = decided.every((point) => point.before === point.now);
  const interval = same ? ([0, 0] as const) : differenceInterval(answers, { samples, level: confidence });
  return {
    kind,
    name,
    answers: answers.length,
    before: kappaOf(whole.before, 'quadratic'),
    now: kappaOf(whole.now, 'quadratic'),
    interval,
    level: confidence,
    state: interval === undefined ? 'noise' : interval[1] < 0 ? 'worse' : interval[0] > 0 ? 'better' : 'noise',
  };
}

function changeOf({ answer, point, label, before, now }: Both): Change {
  const side = now === label ? 'better' : before === label ? 'worse' : 'other';
  return { answer, point, label, before, now, side };
}
