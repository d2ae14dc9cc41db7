import { indicatorsOf, type PlacedIndicator, shortly } from '../indicators.ts';
import type { Project, RubricFile } from '../project.ts';
import type { Found, Rule } from '../rule.ts';
import { type Firings, firingsOf } from '../trials.ts';

/** An indicator of which nothing shows that it works. */
export const indicatorNeverFires: Rule = {
  name: 'indicator-never-fires',
  severity: 'warning',
  finds: 'an indicator that no example, inside or beside the rubric, no model answer and no labelled answer ever fires',
  why: 'nobody knows whether it works; most often a word in it is not what people say',
  remedy: 'add an example that it should fire on, widen it, or take it out',
  eachAlone: true,
  check: (project) =>
    overIndicators(project, (indicator, fired) =>
      fired === undefined ? `${indicator.owner}: nothing ever fires ${shortly(indicator.source)}` : undefined,
    ),
};

/** An indicator that gives credit where a person gave none. */
export const indicatorMisfires: Rule = {
  name: 'indicator-misfires',
  severity: 'warning',
  finds: 'an indicator that fires more often on texts labelled missed (of a red flag: not committed) than on others',
  why: 'it gives credit, or takes marks, where a person did not',
  remedy: 'tighten it (an object near the act, an exclude), or look at the labels',
  eachAlone: true,
  check: (project) =>
    overIndicators(project, ({ owner, source }, fired) =>
      fired !== undefined && fired.undue > fired.due
        ? `${owner}: fires ${fired.undue} times where it should not and ${fired.due} times where it should: ${shortly(source)}`
        : undefined,
    ),
};

function overIndicators(
  project: Project,
  fault: (indicator: PlacedIndicator, firings: Firings | undefined) => string | undefined,
): Found[] {
  return project.rubrics
    .filter((rubric) => rubric.compiled !== undefined)
    .flatMap((rubric: RubricFile) => {
      const firings = firingsOf(rubric, project);
      return indicatorsOf(rubric).flatMap((indicator) => {
        const message = fault(
          indicator,
          indicator.compiled === undefined ? undefined : firings.get(indicator.compiled),
        );
        return message === undefined ? [] : [{ file: rubric.file, line: indicator.line, message }];
      });
    });
}
