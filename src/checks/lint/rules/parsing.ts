import type { Fault, Project } from '../project.ts';
import type { Found, Rule } from '../rule.ts';

function familyOf({ field, message }: Fault): string {
  // The field of an unknown key is what stands around it.
  if (message.startsWith('Unrecognized key')) return 'schema';
  if (/(^|\.)en(\.|$)/.test(field)) return 'translations';
  if (/(^|\.)(weight|deduct|marks)$/.test(field)) return 'weights';
  if (/\.(advice|example|examples)(\.|\[|$)/.test(field)) return 'point-incomplete';
  return 'schema';
}

/** Faults of parsing that are one rule's to report. */
export function faultsFor(rule: string, project: Project): Found[] {
  return project.faults.filter((fault) => familyOf(fault) === rule).map(toFound);
}

function toFound({ file, line, field, message }: Fault): Found {
  return { file, line, message: field === '' ? message : `${field}: ${message}` };
}

/** A file that is not what its schema says. */
export const schema: Rule = {
  name: 'schema',
  severity: 'error',
  finds: 'a file that does not parse, an unknown key, a value of the wrong kind, an id that stands twice',
  why: 'the file cannot be used, and a mistyped key would be ignored in silence',
  remedy: 'write it as docs/rubrics.md says; rubric.schema.json gives editors completion',
  check: (project) => faultsFor('schema', project),
};

/** A point that lacks what a candidate is told or what the indicators are tested with. */
export const pointIncomplete: Rule = {
  name: 'point-incomplete',
  severity: 'error',
  finds: 'a point without advice, example or examples, or with a placeholder for one',
  why: 'the candidate is not told what to add, and nothing shows that the indicators work',
  remedy: 'write it: advice, one sentence that earns the point, two or more examples a verdict',
  check: (project) => [...faultsFor('point-incomplete', project), ...placeholders(project)],
};

const placeholder =
  /^[\s.…。—-]*$|^(todo|tbd|fixme|xxx|待补|待写|待定|暂无|从略|略)\b[\s\S]{0,20}$|^(待补|待写|待定|暂无|从略|略)[。.…]*$/i;

function placeholders(project: Project): Found[] {
  return project.rubrics.flatMap(({ file, data, lineOf }) =>
    data.points.flatMap((point, at) => {
      const texts: [PropertyKey[], string][] = [
        [['advice'], point.advice],
        [['example'], point.example],
        [['en', 'advice'], point.en.advice],
        [['en', 'example'], point.en.example],
      ];
      return texts
        .filter(([, text]) => placeholder.test(text))
        .map(([path, text]) => ({
          file,
          line: lineOf(['points', at, ...path]),
          message: `${point.id}: ${path.map(String).join('.')} is a placeholder (${text})`,
        }));
    }),
  );
}
