import { quantityNames } from '../../../text/quantities.ts';
import { indicatorsOf, patternsOf } from '../indicators.ts';
import type { Project } from '../project.ts';
import type { Found, Rule } from '../rule.ts';

/** A concept that no indicator refers to, directly or through another concept. */
export const conceptUnused: Rule = {
  name: 'concept-unused',
  severity: 'warning',
  finds:
    'a concept that no indicator uses, also through other concepts; one that is never used because a built-in has its name',
  why: 'it is read and kept up to date for nothing',
  remedy: 'use it or take it out',
  check: (project) => {
    const { concepts } = project;
    // While a rubric does not parse, nobody knows what it uses.
    if (concepts === undefined || project.faults.some((fault) => fault.file.endsWith('.yaml'))) return [];
    const used = reachable(project);
    return Object.keys(concepts.data).flatMap((name): Found[] => {
      const line = concepts.lineOf([name]);
      const { file } = concepts;
      if ((quantityNames as readonly string[]).includes(name))
        return [{ file, line, message: `@${name} is built in, so this one is never looked at` }];
      return used.has(name) ? [] : [{ file, line, message: `nobody uses @${name}` }];
    });
  },
};

function reachable({ rubrics, concepts }: Project): ReadonlySet<string> {
  const open = rubrics
    .flatMap((rubric) => indicatorsOf(rubric))
    .flatMap(({ source }) => patternsOf(source).flatMap(referred));
  const used = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    open.push(...(concepts?.data[name]?.terms ?? []).flatMap(referred));
  }
  return used;
}

function referred(pattern: string): string[] {
  return [...pattern.matchAll(/@([a-z][a-z0-9_]*)/g)].map((match) => match[1] ?? '');
}
