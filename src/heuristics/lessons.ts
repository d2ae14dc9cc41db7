import type { Example } from '../core/example.ts';
import type { Rubric } from '../core/rubric.ts';
import { symbolsIn, symbolsOf } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import { negatedScopes } from '../text/polarity.ts';
import { GramRows } from './gram-rows.ts';
import { invertLists, type Lists, numbersUpTo, packLists } from './lists.ts';
import { count, type Degree, emptyTally, groupOf, isTaught, type Sentence, weighGram } from './weights.ts';

/**
 * What labelled sentences teach about the subjects of a question, which are the points of its rubric in their order, then its
 * red flags.
 *
 * Two tables of log-odds hold how much a gram speaks for a subject: `about` tells sentences that do a thing from those that do
 * another of the question, or fail at this one; `level` tells those that do it in full from those that do it by half or not at
 * all. A line of them is filled when {@link Lessons.lineFor} is first asked for it: an answer holds few of all grams.
 */
export type Lessons = {
  /** The most frequent grams have the first rows: an answer then finds what it needs close together. */
  readonly rows: GramRows;
  /** For each subject: is there enough to learn from? */
  readonly taught: readonly boolean[];
  /** Line-major: entry `line × subjects + subject`. */
  readonly about: Float32Array;
  readonly level: Float32Array;
  /** The line of a row, filled. Rows that are held by one sentence each have the same line where those sentences are alike. */
  readonly lineFor: (row: number) => number;
  readonly sentences: readonly Sentence[];
  /** For each row the numbers of the sentences that hold it. */
  readonly holders: Lists;
  /** For each group of sentences, as {@link groupOf} numbers them, the numbers of its sentences. */
  readonly groups: Lists;
  /** How rare a gram is, by how many sentences hold it: the logarithm of one over their share. */
  readonly rarity: Float32Array;
  /** For each sentence the sum of its grams' rarity. */
  readonly mass: Float32Array;
};

/** Teaches what there is to learn, all of it or without the pieces of one labelled answer. */
export type Teacher = { readonly lessons: (without?: string) => Lessons };

/** Prepares lessons from the examples inside a rubric and those beside it. */
export function createTeacher(rubric: Rubric, examples: readonly Example[]): Teacher {
  const subjects = [...rubric.points.map(pointSubject), ...rubric.red_flags.map(flagSubject)];
  const rows = new GramRows();
  const told = toldBy(rubric, examples).map(({ text, subject, degree, from }) => {
    const normalised = normalise(text);
    const symbols = symbolsOf(normalised.text);
    const negated = symbolsIn(symbols, negatedScopes(normalised.text, normalised.unit));
    const sentence: Sentence = { subject: subjects.indexOf(subject), degree, from };
    return { sentence, rows: rows.learn(symbols, negated) };
  });
  const sentences = told.map(({ sentence }) => sentence);
  const group = Int32Array.from(sentences, ({ subject, degree }) => groupOf(subject, degree));
  const held = heldBy(rows, packLists(told.map((one) => one.rows)));
  const shared = { rows, sentences, groups: membersOf(group, subjects.length), ...held };
  const taughtBy = (left: ReadonlySet<number>) => tables(group, held.holders, subjects.length, left);
  const everything = { ...shared, ...taughtBy(new Set()) };
  return {
    lessons: (without) => {
      if (without === undefined) return everything;
      const left = new Set(sentences.flatMap(({ from }, number) => (from === without ? [number] : [])));
      return left.size === 0 ? everything : { ...shared, ...taughtBy(left) };
    },
  };
}

type Told = {
  readonly subject: string;
  readonly degree: Degree;
  readonly text: string;
  readonly from: string | undefined;
};

const pointSubject = ({ id }: { readonly id: string }): string => `point ${id}`;
const flagSubject = ({ id }: { readonly id: string }): string => `flag ${id}`;
const degreeOf = { met: 'full', partial: 'half', missed: 'failed' } as const;

function toldBy(rubric: Rubric, examples: readonly Example[]): Told[] {
  const tell = (subject: string, degree: Degree, texts: readonly string[]): Told[] =>
    texts.map((text) => ({ subject, degree, text, from: undefined }));
  const points = rubric.points.flatMap((point) => {
    const { met, partial, missed } = point.examples;
    return [
      ...tell(pointSubject(point), 'full', [point.example, point.en.example, ...met]),
      ...tell(pointSubject(point), 'half', partial),
      ...tell(pointSubject(point), 'failed', missed),
    ];
  });
  const flags = rubric.red_flags.flatMap((flag) => [
    ...tell(flagSubject(flag), 'full', flag.examples.committed),
    ...tell(flagSubject(flag), 'failed', flag.examples.rejected),
  ]);
  const beside = examples.map((example): Told => {
    const { text } = example;
    if ('point' in example)
      return {
        subject: pointSubject({ id: example.point }),
        degree: degreeOf[example.label],
        text,
        from: example.from,
      };
    const degree = example.committed ? 'full' : 'failed';
    return { subject: flagSubject({ id: example.flag }), degree, text, from: example.from };
  });
  return [...points, ...flags, ...beside];
}

/** What all sentences but some of them teach. */
function tables(
  group: Int32Array,
  holders: Lists,
  subjects: number,
  left: ReadonlySet<number>,
): Pick<Lessons, 'taught' | 'about' | 'level' | 'lineFor'> {
  const told = emptyTally(subjects);
  for (const [number, own] of group.entries()) if (!left.has(number)) count(told, own);
  const taught = Array.from({ length: subjects }, (_, subject) => isTaught(told, subject));
  // Behind the lines of the rows with several holders: one for each group of sentences, for those about no subject, and for those left.
  const several = heldBySeveral(holders);
  const ofGroups = told.groups.length;
  const lines = several + ofGroups + 2;
  const about = new Float32Array(lines * subjects);
  const level = new Float32Array(lines * subjects);
  const ready = new Uint8Array(lines);

  function lineOf(row: number): number {
    if (row < several) return row;
    const only = holders.items[holders.start[row] ?? 0] ?? 0;
    if (left.has(only)) return several + ofGroups + 1;
    const own = group[only] ?? -1;
    return several + (own < 0 ? ofGroups : own);
  }

  function fill(line: number, row: number): void {
    const holding = emptyTally(subjects);
    for (let at = holders.start[row] ?? 0; at < (holders.start[row + 1] ?? 0); at++) {
      const number = holders.items[at] ?? 0;
      if (!left.has(number)) count(holding, group[number] ?? -1);
    }
    for (let subject = 0; subject < subjects; subject++) {
      if (taught[subject] !== true) continue;
      const weights = weighGram(told, holding, subject);
      about[line * subjects + subject] = weights.about;
      level[line * subjects + subject] = weights.level;
    }
  }

  return {
    taught,
    about,
    level,
    lineFor: (row) => {
      const line = lineOf(row);
      if (ready[line] === 0) {
        ready[line] = 1;
        fill(line, row);
      }
      return line;
    },
  };
}

/** How many rows, the first ones, are held by more than one sentence. */
function heldBySeveral({ start }: Lists): number {
  let row = 0;
  while (row + 1 < start.length && (start[row + 1] ?? 0) - (start[row] ?? 0) > 1) row++;
  return row;
}

/**
 * Which sentences hold each row, and what that tells of rarity; the rows are numbered anew, those that most sentences hold first.
 *
 * @param learned - the rows of each sentence as they were learned
 */
function heldBy(rows: GramRows, learned: Lists): Pick<Lessons, 'holders' | 'rarity' | 'mass'> {
  const sentences = learned.start.length - 1;
  const held = new Int32Array(rows.size);
  for (const row of learned.items) held[row] = (held[row] ?? 0) + 1;
  const numberOf = ranks(held, sentences);
  rows.renumber(numberOf);
  const start = new Int32Array(rows.size + 1);
  for (const [row, holders] of held.entries()) start[(numberOf[row] ?? 0) + 1] = holders;
  for (let row = 0; row < rows.size; row++) start[row + 1] = (start[row + 1] ?? 0) + (start[row] ?? 0);
  const rarity = new Float32Array(sentences + 1);
  for (let holders = 0; holders <= sentences; holders++) rarity[holders] = Math.log((sentences + 1) / (holders + 1));
  const next = start.slice();
  const items = numbersUpTo(sentences, learned.items.length);
  const mass = new Float32Array(sentences);
  for (let number = 0; number < sentences; number++) {
    let sum = 0;
    const end = learned.start[number + 1] ?? 0;
    for (let at = learned.start[number] ?? 0; at < end; at++) {
      const learnedAs = learned.items[at] ?? 0;
      const row = numberOf[learnedAs] ?? 0;
      const place = next[row] ?? 0;
      items[place] = number;
      next[row] = place + 1;
      sum += rarity[held[learnedAs] ?? 0] ?? 0;
    }
    mass[number] = sum;
  }
  return { holders: { start, items }, rarity, mass };
}

/** The rank of each of several counts up to `most`, from 0: the highest first, of equal ones the first. */
function ranks(counts: Int32Array, most: number): Int32Array {
  const next = new Int32Array(most + 2);
  for (const count of counts) next[count] = (next[count] ?? 0) + 1;
  let higher = 0;
  for (let count = most; count >= 0; count--) {
    const equal = next[count] ?? 0;
    next[count] = higher;
    higher += equal;
  }
  return counts.map((count) => {
    const rank = next[count] ?? 0;
    next[count] = rank + 1;
    return rank;
  });
}

/** The numbers of the sentences of each group; those about no subject are in none. */
function membersOf(group: Int32Array, subjects: number): Lists {
  return invertLists(packLists([...group].map((own) => (own < 0 ? [] : [own]))), emptyTally(subjects).groups.length);
}
