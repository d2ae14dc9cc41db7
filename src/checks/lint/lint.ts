import type { Project } from './project.ts';
import type { Finding, Rule, Severity } from './rule.ts';
import { rules } from './rules.ts';
import { faultsOfSwitches, type Switch, silences, switchesIn, switchRules } from './switches.ts';

/** A rule as it is listed. */
export type RuleSummary = {
  readonly name: string;
  readonly severity: Severity;
  readonly finds: string;
  readonly why: string;
  readonly remedy: string;
};

/** Every name that a finding can bear. */
export const allRules: readonly RuleSummary[] = [
  ...rules.map(({ name, severity, finds, why, remedy }: Rule) => ({ name, severity, finds, why, remedy })),
  ...Object.entries(switchRules).map(([name, rule]) => ({ name, ...rule })),
];

/**
 * Runs every rule over a project.
 *
 * @param off - what the project's settings switch off
 * @param wanted - the files whose findings are wanted; undefined: all
 * @returns what is left when switched-off rules are taken out, and what is wrong with the switches; by file and line
 */
export function lint(project: Project, off: readonly Switch[], wanted?: ReadonlySet<string>): Finding[] {
  const isWanted = ({ file }: { readonly file: string }): boolean => wanted === undefined || wanted.has(file);
  const few = { ...project, rubrics: project.rubrics.filter(isWanted) };
  const switches = [...switchesIn(project.texts), ...off];
  const needed = new Set<Switch>();
  const left = rules.flatMap((rule) =>
    rule.check(rule.eachAlone === true ? few : project).flatMap((found): Finding[] => {
      const { name, severity } = rule;
      const { file, line, message, remedy = rule.remedy } = found;
      const finding: Finding = { file, line, rule: name, severity, message, remedy };
      const silencing = switches.filter((entry) => silences(entry, finding));
      for (const entry of silencing) needed.add(entry);
      // A switch without a reason still holds: the missing reason is the one finding.
      return silencing.length > 0 ? [] : [finding];
    }),
  );
  const known = rules.map((rule) => rule.name);
  const findings = [...left, ...faultsOfSwitches(switches, known, needed)].filter(isWanted);
  return findings.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line);
}

/** How many of each severity there are. */
export function countFindings(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const error = findings.filter((finding) => finding.severity === 'error').length;
  return { error, warning: findings.length - error };
}
