import type { Indicator } from '../../../core/indicator.ts';
import { faultOf } from '../compile-leniently.ts';
import { indicatorsOf, parts } from '../indicators.ts';
import type { RubricFile } from '../project.ts';
import type { Found, Rule } from '../rule.ts';
import { costOf } from './backtracking.ts';

/** An indicator that cannot be compiled, or could never fire whatever the answer. */
export const indicatorBroken: Rule = {
  name: 'indicator-broken',
  severity: 'error',
  finds: 'a pattern that cannot be read, an unknown concept, an operator that can never be satisfied',
  why: 'the question cannot be graded, or the indicator is dead',
  remedy: 'see the indicator language in docs/rubrics.md',
  check: (project) =>
    project.rubrics.flatMap((rubric): Found[] =>
      indicatorsOf(rubric).flatMap(({ source, owner, line }) => {
        // A rule of its own says what may take too long.
        const isCompiled = rubric.compiled !== undefined || costOf(source) !== undefined;
        const uncompiled = isCompiled ? undefined : faultOf(source, rubric.data, project.concepts?.data);
        const fault =
          uncompiled ??
          parts(source)
            .map((part) => impossible(part, rubric))
            .find((message) => message !== undefined);
        return fault === undefined ? [] : [{ file: rubric.file, line, message: `${owner}: ${fault}` }];
      }),
    ),
};

function impossible(indicator: Indicator, { data }: RubricFile): string | undefined {
  if (typeof indicator === 'string') return undefined;
  if ('at_least' in indicator && indicator.at_least > indicator.of.length)
    return `at_least ${indicator.at_least} of only ${indicator.of.length} never fires`;
  const anchor = 'before' in indicator ? indicator.before : 'after' in indicator ? indicator.after : undefined;
  if (anchor !== undefined && !data.points.some((point) => point.id === anchor))
    return `there is no point "${anchor}" to stand before or after`;
  return undefined;
}
