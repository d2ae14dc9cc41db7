import type { Example } from '../core/example.ts';
import type { Rubric } from '../core/rubric.ts';
import { gramsAt, symbolsIn, symbolsOf } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import { negatedScopes } from '../text/polarity.ts';

/**
 * What labelled sentences teach about the points and red flags of a question: for each gram (a Chinese character or Latin
 * word, or two in a row) how much it speaks for a subject, as log-odds of a naive Bayes model with two classes.
 *
 * `about` tells sentences that do a thing from those that do another of the question, or fail at this one; `level` tells those
 * that do it in full from those that do it by half or not at all.
 *
 * @see Maron (1961), Journal of the ACM 8(3), for naive Bayes; Robertson and Spärck Jones (1976) for such weights
 */
export type Lessons = {
  /** The row of a gram. */
  readonly rows: ReadonlyMap<number, number>;
  /** The points of the rubric in their order, then its red flags; undefined where there is too little to learn from. */
  readonly subjects: readonly (Weights | undefined)[];
};

/** Log-odds of a row, worked out when first asked for: an answer holds few of all grams. */
export type Weights = { readonly about: (row: number) => number; readonly level: (row: number) => number };

/** Teaches what there is to learn, all of it or without the pieces of one labelled answer. */
export type Teacher = { readonly lessons: (without?: string) => Lessons };

/** With fewer sentences than this that do a thing in full, there is too little to learn from. */
export const fewestSentences = 12;

// Found on answers of which the sentences were no part: docs/quality.md.
const smoothing = { about: 0.1, level: 1 };
/** How many imaginary sentences of the question's average wording stand beside those that do not do the thing. */
const background = { about: 20, level: 5 };
const leastWeight = 0.5;
/** A gram may speak against a thing only so far: what else an answer says is no reason against it. */
const mostAgainst = 1;
const halfShare = 0.5;
const failedShare = 2;

const degrees = ['full', 'half', 'failed'] as const;
type Degree = (typeof degrees)[number];
type Told = {
  readonly subject: string;
  readonly degree: Degree;
  readonly text: string;
  readonly from: string | undefined;
};
type Sentence = Omit<Told, 'text'> & { readonly rows: readonly number[] };

/** Prepares lessons from the examples inside a rubric and those beside it. */
export function createTeacher(rubric: Rubric, examples: readonly Example[]): Teacher {
  const rows = new Map<number, number>();
  const sentences = toldBy(rubric, examples).map(
    ({ text, ...rest }): Sentence => ({ ...rest, rows: rowsOf(text, rows) }),
  );
  const subjects = [...rubric.points.map(({ id }) => `point ${id}`), ...rubric.red_flags.map(({ id }) => `flag ${id}`)];
  const counts = countAll(subjects, sentences, rows.size);
  const everything = { rows, subjects: weightsOf(counts) };
  return {
    lessons: (without) => {
      const left = without === undefined ? [] : sentences.filter(({ from }) => from === without);
      return left.length === 0 ? everything : { rows, subjects: weightsOf(withoutSentences(counts, left)) };
    },
  };
}

function toldBy(rubric: Rubric, examples: readonly Example[]): Told[] {
  const degree = { met: 'full', partial: 'half', missed: 'failed' } as const;
  const inside = rubric.points.flatMap((point) => {
    const subject = `point ${point.id}`;
    const of = (texts: readonly string[], how: Degree): Told[] =>
      texts.map((text) => ({ subject, degree: how, text, from: undefined }));
    const { met, partial, missed } = point.examples;
    return [...of([point.example, point.en.example, ...met], 'full'), ...of(partial, 'half'), ...of(missed, 'failed')];
  });
  const flags = rubric.red_flags.flatMap(({ id, examples: { committed, rejected } }) => [
    ...committed.map((text): Told => ({ subject: `flag ${id}`, degree: 'full', text, from: undefined })),
    ...rejected.map((text): Told => ({ subject: `flag ${id}`, degree: 'failed', text, from: undefined })),
  ]);
  const beside = examples.map(
    (example): Told =>
      'point' in example
        ? {
            subject: `point ${example.point}`,
            degree: degree[example.label],
            text: example.text,
            from: example.from,
          }
        : {
            subject: `flag ${example.flag}`,
            degree: example.committed ? 'full' : 'failed',
            text: example.text,
            from: undefined,
          },
  );
  return [...inside, ...flags, ...beside];
}

/** The rows of a sentence's grams, each once; unknown ones are given a new row. */
function rowsOf(text: string, rows: Map<number, number>): number[] {
  const normalised = normalise(text);
  const symbols = symbolsOf(normalised.text);
  const negated = symbolsIn(symbols, negatedScopes(normalised.text, normalised.unit));
  const found = new Set<number>();
  for (let index = 0; index < symbols.symbol.length; index++) {
    for (const gram of gramsAt(symbols, negated, index)) {
      let row = rows.get(gram);
      if (row === undefined) {
        row = rows.size;
        rows.set(gram, row);
      }
      found.add(row);
    }
  }
  return [...found];
}

/** How many sentences there are, and how many of them hold each gram. */
type Tally = { sentences: number; readonly holding: Uint16Array };

/** The tallies of each subject by degree, and of all sentences together. */
type Counts = {
  readonly all: Tally;
  readonly subjects: ReadonlyMap<string, Readonly<Record<Degree, Tally>>>;
};

function countAll(subjects: readonly string[], sentences: readonly Sentence[], size: number): Counts {
  const empty = (): Tally => ({ sentences: 0, holding: new Uint16Array(size) });
  const counts: Counts = {
    all: empty(),
    subjects: new Map(subjects.map((subject) => [subject, { full: empty(), half: empty(), failed: empty() }])),
  };
  for (const sentence of sentences) count(counts, sentence, 1);
  return counts;
}

function withoutSentences(counts: Counts, left: readonly Sentence[]): Counts {
  const copy = ({ sentences, holding }: Tally): Tally => ({ sentences, holding: holding.slice() });
  const fewer: Counts = {
    all: copy(counts.all),
    subjects: new Map(
      [...counts.subjects].map(([subject, { full, half, failed }]) => [
        subject,
        { full: copy(full), half: copy(half), failed: copy(failed) },
      ]),
    ),
  };
  for (const sentence of left) count(fewer, sentence, -1);
  return fewer;
}

function count(counts: Counts, { subject, degree, rows }: Sentence, step: 1 | -1): void {
  for (const tally of [counts.all, counts.subjects.get(subject)?.[degree]]) {
    if (tally === undefined) continue;
    tally.sentences += step;
    for (const row of rows) tally.holding[row] = (tally.holding[row] ?? 0) + step;
  }
}

function weightsOf({ all, subjects }: Counts): (Weights | undefined)[] {
  return [...subjects.values()].map(({ full, half, failed }): Weights | undefined => {
    if (full.sentences < fewestSentences) return undefined;
    /** Joins the figures of the three degrees: those that do the thing, and all that do not. */
    const doing = (ofFull: number, ofHalf: number): number => ofFull + halfShare * ofHalf;
    const notDoing = (ofAll: number, ofFull: number, ofHalf: number, ofFailed: number): number =>
      ofAll - ofFull - ofHalf + (failedShare - 1) * ofFailed;
    const does = doing(full.sentences, half.sentences);
    const doesNot = notDoing(all.sentences, full.sentences, half.sentences, failed.sentences);
    const at = (tally: Tally, row: number): number => tally.holding[row] ?? 0;
    const about = remember(all.holding.length, (row) => {
      const own = doing(at(full, row), at(half, row));
      const rest = notDoing(at(all, row), at(full, row), at(half, row), at(failed, row));
      const weight = logOdds(own, does, rest, doesNot, at(all, row) / all.sentences, 'about');
      return Math.max(-mostAgainst, weight);
    });
    const level = remember(all.holding.length, (row) =>
      logOdds(
        at(full, row),
        full.sentences,
        at(half, row) + at(failed, row),
        half.sentences + failed.sentences,
        at(all, row) / all.sentences,
        'level',
      ),
    );
    return { about, level };
  });
}

/** Log-odds of a gram between two groups: `own` of `owns` sentences hold it against `rest` of `rests`. */
function logOdds(
  own: number,
  owns: number,
  rest: number,
  rests: number,
  average: number,
  kind: 'about' | 'level',
): number {
  // A gram that only a left-out answer holds teaches nothing.
  if (average === 0) return 0;
  const smooth = smoothing[kind];
  const imaginary = background[kind];
  const inOwn = (own + smooth) / (owns + 2 * smooth);
  const inRest = (rest + imaginary * average + smooth) / (rests + imaginary + 2 * smooth);
  const weight = Math.log(inOwn / inRest);
  return Math.abs(weight) < leastWeight ? 0 : weight;
}

/** A function of small whole numbers that works each result out once. */
function remember(size: number, work: (row: number) => number): (row: number) => number {
  const known = new Float32Array(size).fill(Number.NaN);
  return (row) => {
    let value = known[row] ?? Number.NaN;
    if (Number.isNaN(value)) {
      value = work(row);
      known[row] = value;
    }
    return value;
  };
}
