import type { Rubric } from '../../core/rubric.ts';
import type { Label } from '../../core/verdict.ts';
import type { Project, RubricFile } from './project.ts';

/** A text that a person labelled: on some points, and for some red flags whether they are committed. */
export type LabelledText = {
  readonly text: string;
  readonly labels: Readonly<Record<string, Label>>;
  readonly flags: Readonly<Record<string, boolean>>;
};

/** A sentence of a rubric: whose it is, and where it stands in the file. */
export type OwnExample = LabelledText & { readonly of: string; readonly path: readonly PropertyKey[] };

/** Every example inside a rubric, in the order of its file. */
export function ownExamples(rubric: Rubric): OwnExample[] {
  const points = rubric.points.flatMap(({ id, example, en, examples }, at) => {
    const sentence = (label: Label, text: string, ...path: PropertyKey[]): OwnExample => ({
      text,
      labels: { [id]: label },
      flags: {},
      of: id,
      path: ['points', at, ...path],
    });
    return [
      sentence('met', example, 'example'),
      sentence('met', en.example, 'en', 'example'),
      ...(['met', 'partial', 'missed'] as const).flatMap((label) =>
        examples[label].map((text, index) => sentence(label, text, 'examples', label, index)),
      ),
    ];
  });
  const flags = rubric.red_flags.flatMap(({ id, examples }, at) =>
    (['committed', 'rejected'] as const).flatMap((kind) =>
      examples[kind].map((text, index): OwnExample => {
        const path = ['red_flags', at, 'examples', kind, index];
        return { text, labels: {}, flags: { [id]: kind === 'committed' }, of: id, path };
      }),
    ),
  );
  return [...points, ...flags];
}

/** Every text that the project holds for a question: model answers, examples inside and beside the rubric, labelled answers. */
export function labelledTexts(file: RubricFile, project: Project): LabelledText[] {
  const { data: rubric, set } = file;
  const models = [rubric.model_answer, rubric.en.model_answer].map((text) => ({ text, labels: {}, flags: {} }));
  const answers = [...project.fixtures, ...project.development]
    .filter((fixtures) => fixtures.set === set && fixtures.question === rubric.id)
    .flatMap(({ entries }) => entries)
    .map(({ data }): LabelledText => {
      const flags = Object.fromEntries(rubric.red_flags.map(({ id }) => [id, data.red_flags.includes(id)]));
      return { text: data.answer, labels: data.labels, flags };
    });
  return [...models, ...ownExamples(rubric), ...examplesBeside(file), ...answers];
}

function examplesBeside({ examples }: RubricFile): LabelledText[] {
  return (examples?.entries ?? []).map(({ data }) =>
    'point' in data
      ? { text: data.text, labels: { [data.point]: data.label }, flags: {} }
      : { text: data.text, labels: {}, flags: { [data.flag]: data.committed } },
  );
}
