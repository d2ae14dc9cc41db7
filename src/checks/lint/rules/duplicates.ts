import { indicatorsOf, shortly } from '../indicators.ts';
import type { Found, Rule } from '../rule.ts';

/** An indicator that can change nothing, because the same one stands before it. */
export const indicatorDuplicate: Rule = {
  name: 'indicator-duplicate',
  severity: 'warning',
  finds: 'an indicator that stands twice in a point or red flag, also under partial when it is under met already',
  why: 'the second one changes nothing and is forgotten when the first is mended',
  remedy: 'take it out',
  check: (project) =>
    project.rubrics.flatMap((rubric) => {
      const first = new Map<string, number>();
      return indicatorsOf(rubric).flatMap(({ source, owner, level, line }): Found[] => {
        const key = JSON.stringify([owner, level === 'flag', source]);
        const before = first.get(key);
        if (before === undefined) first.set(key, line);
        return before === undefined
          ? []
          : [{ file: rubric.file, line, message: `${owner}: the same as in line ${before}: ${shortly(source)}` }];
      });
    }),
};

/** A concept that says one thing twice. */
export const conceptDuplicateTerm: Rule = {
  name: 'concept-duplicate-term',
  severity: 'warning',
  finds: 'a term that stands twice in a concept',
  why: 'the second one changes nothing and is forgotten when the first is mended',
  remedy: 'take it out',
  check: ({ concepts }) =>
    Object.entries(concepts?.data ?? {}).flatMap(([name, { terms }]) =>
      terms.flatMap((term, at): Found[] =>
        concepts === undefined || terms.indexOf(term) === at
          ? []
          : [
              {
                file: concepts.file,
                line: concepts.lineOf([name, 'terms', at]),
                message: `@${name}: “${term}” stands twice`,
              },
            ],
      ),
    ),
};
