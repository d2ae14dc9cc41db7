import type { Example } from '../core/example.ts';
import type { Rubric } from '../core/rubric.ts';
import { symbolsIn, symbolsOf } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import { negatedScopes } from '../text/polarity.ts';
import { GramRows } from './gram-rows.ts';
import { type Counts, countAll, type Degree, isTaught, type Sentence, weighRow, withoutSentences } from './weights.ts';

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
  readonly holders: readonly (readonly number[])[];
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
  const sentences = toldBy(rubric, examples).map(({ text, subject, ...rest }): Sentence => {
    const normalised = normalise(text);
    const symbols = symbolsOf(normalised.text);
    const negated = symbolsIn(symbols, negatedScopes(normalised.text, normalised.unit));
    return { ...rest, subject: subjects.indexOf(subject), rows: rows.learn(symbols, negated) };
  });
  const counts = countAll(subjects.length, sentences, rows.size);
  const shared = { rows, sentences, ...rarityOf(sentences, counts) };
  const everything = { ...shared, ...tables(counts) };
  return {
    lessons: (without) => {
      const left = without === undefined ? [] : sentences.filter(({ from }) => from === without);
      return left.length === 0 ? everything : { ...shared, ...tables(withoutSentences(counts, left)) };
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
    return { subject: flagSubject({ id: example.flag }), degree, text, from: undefined };
  });
  return [...points, ...flags, ...beside];
}

function tables(counts: Counts): Pick<Lessons, 'taught' | 'about' | 'level' | 'prepare'> {
  const subjects = counts.subjects.length;
  const size = counts.all.holding.length;
  const about = new Float32Array(size * subjects);
  const level = new Float32Array(size * subjects);
  const ready = new Uint8Array(size);
  const taught = counts.subjects.map(isTaught);
  return {
    taught,
    about,
    level,
    prepare: (row) => {
      if (ready[row] === 1) return;
      ready[row] = 1;
      for (let subject = 0; subject < subjects; subject++) {
        if (taught[subject] !== true) continue;
        const weights = weighRow(counts, subject, row);
        about[row * subjects + subject] = weights.about;
        level[row * subjects + subject] = weights.level;
      }
    },
  };
}

function rarityOf(sentences: readonly Sentence[], { all }: Counts): Pick<Lessons, 'holders' | 'rarity' | 'mass'> {
  const rarity = Float32Array.from(all.holding, (held) => Math.log((sentences.length + 1) / (held + 1)));
  const holders: number[][] = Array.from({ length: all.holding.length }, () => []);
  for (const [number, { rows }] of sentences.entries()) for (const row of rows) holders[row]?.push(number);
  const mass = Float32Array.from(sentences, ({ rows }) => rows.reduce((sum, row) => sum + (rarity[row] ?? 0), 0));
  return { holders, rarity, mass };
}
