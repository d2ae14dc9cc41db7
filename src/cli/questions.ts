import type { Lang } from '../core/judge.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';

/** Prints every question under its set. */
export function listQuestions(catalogue: Catalogue, options: { readonly lang: Lang; readonly json: boolean }): void {
  const sets = catalogue.sets.map((set) => ({
    id: set.id,
    name: options.lang === 'en' ? set.en.name : set.name,
    questions: set.questions.map((id) => {
      const rubric = catalogue.rubric(id);
      return {
        id,
        title: options.lang === 'en' ? rubric.en.title : rubric.title,
        kind: rubric.kind,
        marks: rubric.marks,
        points: rubric.points.length,
      };
    }),
  }));
  if (options.json) {
    process.stdout.write(`${JSON.stringify(sets, null, 2)}\n`);
    return;
  }
  const lines = sets.flatMap((set) => [
    `${set.name} (${set.id})`,
    ...set.questions.map((question) => `  ${question.id.padEnd(28)} ${question.title}`),
    '',
  ]);
  process.stdout.write(lines.join('\n'));
}
