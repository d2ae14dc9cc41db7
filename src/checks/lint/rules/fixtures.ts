import type { Fixture } from '../../fixtures.ts';
import type { FixtureFile, RubricFile } from '../project.ts';
import type { Found, Rule } from '../rule.ts';

/** Labels that do not fit the rubric. */
export const fixtureLabels: Rule = {
  name: 'fixture-labels',
  severity: 'error',
  finds: 'a labelled answer that names an unknown question, point or red flag, lacks a label, or stands twice',
  why: 'the label counts for nothing, and agreement is measured on fewer points than it seems',
  remedy: 'use the ids of the rubric; every point has one label',
  check: (project) => {
    const broken = new Set(project.faults.map((fault) => fault.file));
    const seen = new Set<string>();
    return [...project.fixtures, ...project.development].flatMap((fixtures): Found[] => {
      const rubric = project.rubrics.find((entry) => entry.set === fixtures.set && entry.data.id === fixtures.question);
      if (rubric === undefined) {
        const unreadable = [...broken].some((file) => file.endsWith(`${fixtures.set}/${fixtures.question}.yaml`));
        const message = `there is no rubric ${fixtures.set}/${fixtures.question}.yaml`;
        return unreadable ? [] : [{ file: fixtures.file, line: 1, message }];
      }
      return fixtures.entries.flatMap(({ line, data }) => {
        const double = seen.has(data.id) ? ['stands twice'] : [];
        seen.add(data.id);
        const faults = [...double, ...faultsOf(data, fixtures, rubric)];
        return faults.map((message) => ({ file: fixtures.file, line, message: `${data.id} ${message}` }));
      });
    });
  },
};

function faultsOf(fixture: Fixture, { question }: FixtureFile, { data: rubric }: RubricFile): string[] {
  const points = rubric.points.map((point) => point.id);
  const flags = rubric.red_flags.map((flag) => flag.id);
  return [
    ...(fixture.question === question ? [] : [`is about "${fixture.question}" in the file of "${question}"`]),
    ...Object.keys(fixture.labels)
      .filter((id) => !points.includes(id))
      .map((id) => `labels a point that does not exist: ${id}`),
    ...points.filter((id) => fixture.labels[id] === undefined).map((id) => `has no label for ${id}`),
    ...fixture.red_flags.filter((id) => !flags.includes(id)).map((id) => `names a red flag that does not exist: ${id}`),
    ...fixture.uncertain
      .filter((id) => !points.includes(id) && !flags.includes(id))
      .map((id) => `calls a point uncertain that does not exist: ${id}`),
  ];
}

/** A question on which nobody can tell how well it is graded. */
export const unlabelledQuestion: Rule = {
  name: 'question-unlabelled',
  severity: 'warning',
  finds: 'a question without a single labelled answer',
  why: 'check measures nothing on it, and indicators are tried on examples alone',
  remedy: 'label some answers, good, middling and bad, as people really write them',
  check: ({ rubrics, fixtures }) =>
    rubrics
      .filter(
        ({ set, data }) =>
          !fixtures.some((file) => file.set === set && file.question === data.id && file.text.trim() !== ''),
      )
      .map(({ file, data }): Found => ({ file, line: 1, message: `${data.id} has no labelled answer` })),
};
