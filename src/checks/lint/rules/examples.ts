import type { Found, Rule } from '../rule.ts';
import { type Trial, trialsOf } from '../trials.ts';

/** An example on which rubric and indicators disagree. */
export const exampleMisjudged: Rule = {
  name: 'example-misjudged',
  severity: 'warning',
  finds: 'an example that its own point’s indicators judge otherwise than it is labelled',
  why: 'examples are the tests of the indicators, and this one fails',
  remedy: 'mend the indicator, or move the example to the verdict that it deserves',
  check: (project) =>
    project.rubrics.flatMap((rubric) =>
      trialsOf(rubric, project).flatMap((trial): Found[] => {
        const { example, text } = trial;
        const wrong = example === undefined ? undefined : misjudged(trial, example.of);
        if (example === undefined || wrong === undefined) return [];
        const message = `${example.of}: ${wrong}: ${text}`;
        return [{ file: rubric.file, line: rubric.lineOf(example.path), message }];
      }),
    ),
};

function misjudged(trial: Trial, id: string): string | undefined {
  const label = trial.labels[id];
  if (label !== undefined) {
    const verdict = trial.points.find((point) => point.id === id)?.verdict;
    return verdict === label ? undefined : `an example of ${label} is judged ${verdict}`;
  }
  const committed = trial.redFlags.find((flag) => flag.id === id)?.committed;
  if (committed === trial.flags[id]) return undefined;
  return committed === true ? 'a rejected example is judged committed' : 'a committed example is judged harmless';
}
