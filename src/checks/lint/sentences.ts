import { ownExamples } from './labelled-texts.ts';
import type { ExamplesFile, RubricFile } from './project.ts';

/** A sentence that the judge learns from: what it is labelled as, for which point or red flag, and where it stands. */
export type Sentence = {
  readonly subject: string;
  readonly label: string;
  readonly text: string;
  /** The labelled answer that it is a piece of. */
  readonly from: string | undefined;
  readonly file: string;
  readonly line: number;
};

/** The sentences inside a rubric. */
export function sentencesInside({ data, file, lineOf }: RubricFile): Sentence[] {
  return ownExamples(data).map(({ text, labels, flags, of, path }) => {
    const label = labels[of];
    const common = { text, from: undefined, file, line: lineOf(path) };
    return label === undefined
      ? { ...common, subject: `red flag ${of}`, label: flags[of] === true ? 'committed' : 'rejected' }
      : { ...common, subject: `point ${of}`, label };
  });
}

/** The sentences beside a rubric. */
export function sentencesBeside({ file, entries }: ExamplesFile): Sentence[] {
  return entries.map(({ line, data }) =>
    'point' in data
      ? { subject: `point ${data.point}`, label: data.label, text: data.text, from: data.from, file, line }
      : {
          subject: `red flag ${data.flag}`,
          label: data.committed ? 'committed' : 'rejected',
          text: data.text,
          from: undefined,
          file,
          line,
        },
  );
}
