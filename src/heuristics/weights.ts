/** How far a sentence does the thing that it is about. */
export type Degree = 'full' | 'half' | 'failed';

/** A labelled sentence as the rows of its grams. */
export type Sentence = {
  /** Number of the subject that it is about. */
  readonly subject: number;
  readonly degree: Degree;
  /** Each row once. */
  readonly rows: readonly number[];
  /** The labelled answer that it is a piece of. */
  readonly from: string | undefined;
};

/** How many sentences there are, and how many of them hold each gram. */
export type Tally = { sentences: number; readonly holding: Uint16Array };

/** The tallies of each subject by degree, and of all sentences together. */
export type Counts = { readonly all: Tally; readonly subjects: readonly Readonly<Record<Degree, Tally>>[] };

/** With fewer sentences than this that do a thing in full, there is too little to learn from. */
export const fewestSentences = 12;

/** Counts sentences whose grams have rows below `size`. */
export function countAll(subjects: number, sentences: readonly Sentence[], size: number): Counts {
  const empty = (): Tally => ({ sentences: 0, holding: new Uint16Array(size) });
  const counts: Counts = {
    all: empty(),
    subjects: Array.from({ length: subjects }, () => ({ full: empty(), half: empty(), failed: empty() })),
  };
  for (const sentence of sentences) count(counts, sentence, 1);
  return counts;
}

/** The same counts without some of the sentences. */
export function withoutSentences(counts: Counts, left: readonly Sentence[]): Counts {
  const copy = ({ sentences, holding }: Tally): Tally => ({ sentences, holding: holding.slice() });
  const fewer: Counts = {
    all: copy(counts.all),
    subjects: counts.subjects.map(({ full, half, failed }) => ({
      full: copy(full),
      half: copy(half),
      failed: copy(failed),
    })),
  };
  for (const sentence of left) count(fewer, sentence, -1);
  return fewer;
}

function count(counts: Counts, { subject, degree, rows }: Sentence, step: 1 | -1): void {
  for (const tally of [counts.all, counts.subjects[subject]?.[degree]]) {
    if (tally === undefined) continue;
    tally.sentences += step;
    for (const row of rows) tally.holding[row] = (tally.holding[row] ?? 0) + step;
  }
}

/** Do enough sentences do the thing in full? */
export function isTaught({ full }: Readonly<Record<Degree, Tally>>): boolean {
  return full.sentences >= fewestSentences;
}

// Found on answers of which the sentences were no part: docs/quality.md.
const smoothing = { about: 0.1, level: 1 };
/** How many imaginary sentences of the question's average wording stand beside those that do not do the thing. */
const background = { about: 20, level: 5 };
const leastWeight = 0.5;
/** A gram may speak against a thing only so far: what else an answer says is no reason against it. */
const mostAgainst = 1;
const halfShare = 0.5;
const failedShare = 2;

/**
 * How much a gram speaks for a subject: log-odds of a naive Bayes model with two classes.
 *
 * @see Maron (1961), Journal of the ACM 8(3); Robertson and Spärck Jones (1976), JASIS 27(3), for such weights of words
 */
export function weighRow(
  { all, subjects }: Counts,
  subject: number,
  row: number,
): { readonly about: number; readonly level: number } {
  const held = all.holding[row] ?? 0;
  const own = subjects[subject];
  // A gram that only a left-out answer holds teaches nothing.
  if (own === undefined || held === 0) return { about: 0, level: 0 };
  const average = held / all.sentences;
  const { full, half, failed } = own;
  const [ofFull, ofHalf, ofFailed] = [full.holding[row] ?? 0, half.holding[row] ?? 0, failed.holding[row] ?? 0];
  const doing = { held: ofFull + halfShare * ofHalf, all: full.sentences + halfShare * half.sentences };
  // All sentences but its own, and its own failures with more weight: they are the likest of those that do not do it.
  const notDoing = {
    held: held - ofFull - ofHalf + (failedShare - 1) * ofFailed,
    all: all.sentences - full.sentences - half.sentences + (failedShare - 1) * failed.sentences,
  };
  const inFull = { held: ofFull, all: full.sentences };
  const less = { held: ofHalf + ofFailed, all: half.sentences + failed.sentences };
  return {
    about: Math.max(-mostAgainst, logOdds(doing, notDoing, average, 'about')),
    level: logOdds(inFull, less, average, 'level'),
  };
}

type Group = { readonly held: number; readonly all: number };

function logOdds(own: Group, rest: Group, average: number, kind: 'about' | 'level'): number {
  const smooth = smoothing[kind];
  const imaginary = background[kind];
  const inOwn = (own.held + smooth) / (own.all + 2 * smooth);
  const inRest = (rest.held + imaginary * average + smooth) / (rest.all + imaginary + 2 * smooth);
  const weight = Math.log(inOwn / inRest);
  return Math.abs(weight) < leastWeight ? 0 : weight;
}
