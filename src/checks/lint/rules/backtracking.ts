import type { Indicator } from '../../../core/indicator.ts';
import { readBoundedRegex } from '../../../heuristics/backtracking/bounded-regex.ts';
import { indicatorsOf, parts } from '../indicators.ts';
import type { Found, Rule } from '../rule.ts';

/** An indicator whose regular expression may go back so often that some answer keeps the grader busy for minutes, or for ever. */
export const indicatorBacktracks: Rule = {
  name: 'indicator-backtracks',
  severity: 'error',
  finds: 'a regular expression that may go back so often that an answer keeps it busy for minutes, or for ever',
  why: 'one answer stops the service; so the rubric is not loaded',
  remedy: 'bound its repeats, as in [^。]{0,20} for .*, let no repeat stand inside another, or write a pattern',
  check: (project) =>
    project.rubrics.flatMap((rubric): Found[] =>
      indicatorsOf(rubric).flatMap(({ source, owner, line }) => {
        const cost = costOf(source);
        return cost === undefined ? [] : [{ file: rubric.file, line, message: `${owner}: ${cost}` }];
      }),
    ),
};

/** What is said of the first regular expression of an indicator that may go back too often. */
export function costOf(indicator: Indicator): string | undefined {
  for (const part of parts(indicator)) {
    const read = typeof part === 'object' && 'regex' in part ? readBoundedRegex(part.regex) : undefined;
    if (read !== undefined && 'fault' in read && read.fault === 'cost') return read.message;
  }
  return undefined;
}
