import type { Example } from '../core/example.ts';
import type { Rubric } from '../core/rubric.ts';
import { symbolsIn, symbolsOf } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import { negatedScopes } from '../text/polarity.ts';
import { GramRows } from './gram-rows.ts';
import { invertLists, type Lists, packLists } from './lists.ts';
import { count, type Degree, emptyTally, groupOf, isTaught, type Sentence, weighGram } from './weights.ts';

/**
 * What labelled sentences teach about the subjects of a question, which are the points of its rubric in their order, then its
 * red flags.
 *
 * Two tables of log-odds hold how much a gram speaks for a subject: `about` tells sentences that do a thing from those that do
 * another of the question, or fail at this one; `level` tells those that do it in full from those that do it by half or not at
 * all. A row is filled when {@link Lessons.prepare} is first asked for it: an answer holds few of all grams.
 */
export type Lessons = {
  readonly rows: GramRows;
  /** For each subject: is there enough to learn from? */
  readonly taught: readonly boolean[];
  /** Row-major: entry `row × subjects + subject`. */
  readonly about: Float32Array;
  readonly level: Float32Array;
  readonly prepare: (row: number) => void;
  readonly sentences: readonly Sentence[];
  /** For each row the numbers of the sentences that hold it. */
  readonly holders: Lists;
  /** For each group of sentences, as {@link groupOf} numbers them, the numbers of its sentences. */
  readonly groups: Lists;
  /** How rare a gram is: the logarithm of one over the share of sentences that hold it. */
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
  const held = heldBy(packLists(told.map((one) => one.rows)), rows.size);
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
): Pick<Lessons, 'taught' | 'about' | 'level' | 'prepare'> {
  const size = holders.start.length - 1;
  const about = new Float32Array(size * subjects);
  const level = new Float32Array(size * subjects);
  const ready = new Uint8Array(size);
  const told = emptyTally(subjects);
  for (const [number, own] of group.entries()) if (!left.has(number)) count(told, own);
  const taught = Array.from({ length: subjects }, (_, subject) => isTaught(told, subject));
  return {
    taught,
    about,
    level,
    prepare: (row) => {
      if (ready[row] === 1) return;
      ready[row] = 1;
      const holding = emptyTally(subjects);
      for (let at = holders.start[row] ?? 0; at < (holders.start[row + 1] ?? 0); at++) {
        const number = holders.items[at] ?? 0;
        if (!left.has(number)) count(holding, group[number] ?? -1);
      }
      for (let subject = 0; subject < subjects; subject++) {
        if (taught[subject] !== true) continue;
        const weights = weighGram(told, holding, subject);
        about[row * subjects + subject] = weights.about;
        level[row * subjects + subject] = weights.level;
      }
    },
  };
}

/** Which sentences hold each row, and what that tells of rarity. */
function heldBy(rowsOf: Lists, size: number): Pick<Lessons, 'holders' | 'rarity' | 'mass'> {
  const sentences = rowsOf.start.length - 1;
  const holders = invertLists(rowsOf, size);
  const rarity = new Float32Array(size);
  for (let row = 0; row < size; row++) {
    const held = (holders.start[row + 1] ?? 0) - (holders.start[row] ?? 0);
    rarity[row] = Math.log((sentences + 1) / (held + 1));
  }
  const mass = new Float32Array(sentences);
  for (let number = 0; number < sentences; number++) {
    let sum = 0;
    for (let at = rowsOf.start[number] ?? 0; at < (rowsOf.start[number + 1] ?? 0); at++)
      sum += rarity[rowsOf.items[at] ?? 0] ?? 0;
    mass[number] = sum;
  }
  return { holders, rarity, mass };
}

/** The numbers of the sentences of each group; those about no subject are in none. */
function membersOf(group: Int32Array, subjects: number): Lists {
  return invertLists(packLists([...group].map((own) => (own < 0 ? [] : [own]))), emptyTally(subjects).groups.length);
}
