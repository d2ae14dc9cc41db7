/** How far a sentence does the thing that it is about. */
export type Degree = 'full' | 'half' | 'failed';

/** A labelled sentence that was learned from. */
export type Sentence = {
  /** Number of the subject that it is about. */
  readonly subject: number;
  readonly degree: Degree;
  /** The labelled answer that it is a piece of. */
  readonly from: string | undefined;
};

/** How many sentences there are, or hold a gram: all together, and by subject and degree at {@link groupOf}. */
export type Tally = { all: number; readonly groups: Int32Array };

/** With fewer sentences than this that do a thing in full, there is too little to learn from. */
export const fewestSentences = 12;

const degrees = ['full', 'half', 'failed'] as const;

/** The number of sentences about one subject and of one degree among all such groups: 0, 1, … `subjects` × 3 − 1. */
export function groupOf(subject: number, degree: Degree): number {
  return subject * degrees.length + degrees.indexOf(degree);
}

/** A tally that has counted nothing yet. */
export function emptyTally(subjects: number): Tally {
  return { all: 0, groups: new Int32Array(subjects * degrees.length) };
}

/** Counts a sentence of a group; one about no subject, group −3 or so, counts among all only. */
export function count(tally: Tally, group: number): void {
  tally.all++;
  if (group >= 0) tally.groups[group] = (tally.groups[group] ?? 0) + 1;
}

/** Do enough sentences do the thing in full? */
export function isTaught({ groups }: Tally, subject: number): boolean {
  return (groups[groupOf(subject, 'full')] ?? 0) >= fewestSentences;
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
 * @param told - all sentences that are learned from
 * @param holding - those of them that hold the gram
 * @see Maron (1961), Journal of the ACM 8(3); Robertson and Spärck Jones (1976), JASIS 27(3), for such weights of words
 */
export function weighGram(
  told: Tally,
  holding: Tally,
  subject: number,
): { readonly about: number; readonly level: number } {
  const held = holding.all;
  // A gram that only a left-out answer holds teaches nothing.
  if (held === 0) return { about: 0, level: 0 };
  const average = held / told.all;
  const [full, half, failed] = degreesOf(told, subject);
  const [ofFull, ofHalf, ofFailed] = degreesOf(holding, subject);
  const doing = { held: ofFull + halfShare * ofHalf, all: full + halfShare * half };
  // All sentences but its own, and its own failures with more weight: they are the likest of those that do not do it.
  const notDoing = {
    held: held - ofFull - ofHalf + (failedShare - 1) * ofFailed,
    all: told.all - full - half + (failedShare - 1) * failed,
  };
  const inFull = { held: ofFull, all: full };
  const less = { held: ofHalf + ofFailed, all: half + failed };
  return {
    about: Math.max(-mostAgainst, logOdds(doing, notDoing, average, 'about')),
    level: logOdds(inFull, less, average, 'level'),
  };
}

function degreesOf({ groups }: Tally, subject: number): [number, number, number] {
  const first = subject * degrees.length;
  return [groups[first] ?? 0, groups[first + 1] ?? 0, groups[first + 2] ?? 0];
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
