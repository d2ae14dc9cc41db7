import type { OwnExample } from '../labelled-texts.ts';
import type { Found, Rule } from '../rule.ts';
import { judgedExamples, type Verdicts } from '../verdicts.ts';

/** An example on which rubric and indicators disagree. */
export const exampleMisjudged: Rule = {
  name: 'example-misjudged',
  severity: 'warning',
  finds: 'an example inside a rubric that the heuristic judge judges otherwise, on its own point, than it is labelled',
  why: 'these examples are the tests of the judge, and this one fails',
  remedy: 'mend the indicator, add labelled sentences like it, or move the example to the verdict that it deserves',
  eachAlone: true,
  check: (project) =>
    project.rubrics.flatMap((rubric) =>
      judgedExamples(rubric).flatMap((example): Found[] => {
        const wrong = misjudged(example, example.of);
        if (wrong === undefined) return [];
        const message = `${example.of}: ${wrong}: ${example.text}`;
        return [{ file: rubric.file, line: rubric.lineOf(example.path), message }];
      }),
    ),
};

function misjudged(example: OwnExample & Verdicts, id: string): string | undefined {
  const label = example.labels[id];
  if (label !== undefined) {
    const verdict = example.points.find((point) => point.id === id)?.verdict;
    return verdict === label ? undefined : `an example of ${label} is judged ${verdict}`;
  }
  const committed = example.redFlags.find((flag) => flag.id === id)?.committed;
  if (committed === example.flags[id]) return undefined;
  return committed === true ? 'a rejected example is judged committed' : 'a committed example is judged harmless';
}
