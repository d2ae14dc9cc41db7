import type { ExamplesFile, Project, RubricFile } from '../project.ts';
import type { Found, Rule } from '../rule.ts';
import { type Sentence, sentencesBeside, sentencesInside } from '../sentences.ts';
import { fold } from './fold.ts';

/** Labelled sentences that cannot teach, or teach both of two opposites. */
export const exampleLabels: Rule = {
  name: 'example-labels',
  severity: 'error',
  finds:
    'an example beside a rubric for a point or red flag that the rubric does not have, or labelled otherwise elsewhere; examples without a rubric',
  why: 'the question cannot be graded, or the judge learns one thing and its opposite',
  remedy: 'use the ids of the rubric, and settle on one label',
  check: (project) =>
    project.examples.flatMap((examples): Found[] => {
      const rubric = rubricOf(examples, project);
      if (rubric === undefined) return withoutRubric(examples, project);
      return [...unknownSubjects(rubric, examples), ...contradictions(rubric, examples)];
    }),
};

/** The same sentence, to be learned from once and once more. */
export const exampleTwice: Rule = {
  name: 'example-twice',
  severity: 'warning',
  finds:
    'an example beside a rubric that stands there, or in the rubric, for the same point or red flag already; two answers may share a piece',
  why: 'its words count as if two people had said them',
  remedy: 'take one of them out',
  check: (project) =>
    project.examples.flatMap((examples) => {
      const rubric = rubricOf(examples, project);
      const keyOf = ({ subject, label, text, from = '' }: Sentence): string =>
        [subject, label, from, fold(text)].join('\n');
      return repeated(rubric, examples, keyOf).map(({ second, first }): Found => {
        const message = `${second.subject}: the same as in ${placeOf(first, examples)}: ${second.text}`;
        return { file: second.file, line: second.line, message };
      });
    }),
};

function rubricOf({ set, question }: ExamplesFile, { rubrics }: Project): RubricFile | undefined {
  return rubrics.find((rubric) => rubric.set === set && rubric.examples?.question === question);
}

function withoutRubric({ file, set, question }: ExamplesFile, { faults }: Project): Found[] {
  const missing = `${set}/${question}.yaml`;
  // One that does not parse has its own faults.
  if (faults.some((fault) => fault.file.endsWith(missing))) return [];
  return [{ file, line: 1, message: `there is no rubric ${missing}` }];
}

function unknownSubjects({ data }: RubricFile, examples: ExamplesFile): Found[] {
  const known = new Set([
    ...data.points.map(({ id }) => `point ${id}`),
    ...data.red_flags.map(({ id }) => `red flag ${id}`),
  ]);
  return sentencesBeside(examples)
    .filter(({ subject }) => !known.has(subject))
    .map(({ file, line, subject }) => ({ file, line, message: `the rubric has no ${subject}` }));
}

function contradictions(rubric: RubricFile, examples: ExamplesFile): Found[] {
  return repeated(rubric, examples, ({ subject, text }) => `${subject}\n${fold(text)}`)
    .filter(({ first, second }) => first.label !== second.label)
    .map(({ first, second: { file, line, subject, label, text } }) => {
      const message = `${subject}: ${label} here, ${first.label} in ${placeOf(first, examples)}: ${text}`;
      return { file, line, message };
    });
}

/** Sentences beside a rubric that come second, with the first one. */
function repeated(
  rubric: RubricFile | undefined,
  examples: ExamplesFile,
  keyOf: (sentence: Sentence) => string,
): { readonly first: Sentence; readonly second: Sentence }[] {
  const inside = rubric === undefined ? [] : sentencesInside(rubric);
  const firsts = new Map(inside.map((sentence) => [keyOf(sentence), sentence]));
  return sentencesBeside(examples).flatMap((second) => {
    const first = firsts.get(keyOf(second));
    if (first !== undefined) return [{ first, second }];
    firsts.set(keyOf(second), second);
    return [];
  });
}

function placeOf({ file, line }: Sentence, examples: ExamplesFile): string {
  return file === examples.file ? `line ${line}` : `line ${line} of the rubric`;
}
