import type { Project } from './project.ts';
import type { Finding } from './rule.ts';

/** A rule switched off, in a comment or in grader.config.yaml. */
export type Switch = {
  readonly rule: string;
  readonly reason: string;
  /** Where it stands. */
  readonly file: string;
  readonly line: number;
  /** The line of that file that it is for; `file` for all of it, `project` for everything. */
  readonly covers: number | 'file' | 'project';
};

const comment = /^\s*#\s*lint-disable-(next-line|file)(?:\s+([a-z0-9-]+))?\s*(?::\s*(.*?))?\s*$/;

/** The switches in the comments of files that have comments: YAML, and the head of a prompt. */
export function switchesIn(texts: Project['texts']): Switch[] {
  return [...texts].flatMap(([file, text]) => {
    if (file.endsWith('.jsonl')) return [];
    const lines = text.split('\n');
    return lines.flatMap((source, index): Switch[] => {
      const [, kind, rule = '', reason = ''] = comment.exec(source) ?? [];
      if (kind === undefined) return [];
      const next = lines.findIndex((later, at) => at > index && !/^\s*(#|$)/.test(later));
      return [{ rule, reason, file, line: index + 1, covers: kind === 'file' ? 'file' : next + 1 }];
    });
  });
}

/** Does a switch silence a finding? */
export function silences(entry: Switch, finding: Pick<Finding, 'rule' | 'file' | 'line'>): boolean {
  if (entry.rule !== finding.rule) return false;
  if (entry.covers === 'project') return true;
  return entry.file === finding.file && (entry.covers === 'file' || entry.covers === finding.line);
}

/** Names and severities of what can be wrong with a switch. These rules cannot be switched off. */
export const switchRules = {
  'switch-unknown-rule': {
    severity: 'error',
    finds: 'a switch that names no rule there is',
    why: 'it switches nothing off',
    remedy: 'write `# lint-disable-next-line RULE: reason`; lint --rules lists the rules',
  },
  'switch-without-reason': {
    severity: 'error',
    finds: 'a rule switched off without saying why',
    why: 'nobody knows whether it still has to be off',
    remedy: 'write the reason behind a colon: `# lint-disable-next-line RULE: reason`',
  },
  'switch-not-needed': {
    severity: 'warning',
    finds: 'a rule switched off where it finds nothing any more',
    why: 'it would hide the next fault',
    remedy: 'take the switch out',
  },
} as const;

/** What is wrong with the switches themselves. `needed` are those that silenced something. */
export function faultsOfSwitches(
  switches: readonly Switch[],
  known: readonly string[],
  needed: ReadonlySet<Switch>,
): Finding[] {
  return switches.flatMap((entry): Finding[] => {
    const { file, line, rule, reason } = entry;
    const report = (name: keyof typeof switchRules, message: string): Finding[] => {
      const { severity, remedy } = switchRules[name];
      return [{ file, line, rule: name, severity, message, remedy }];
    };
    if (!known.includes(rule))
      return report('switch-unknown-rule', rule === '' ? 'names no rule' : `there is no rule "${rule}"`);
    if (reason.trim() === '') return report('switch-without-reason', `${rule} is switched off without a reason`);
    if (!needed.has(entry)) return report('switch-not-needed', `${rule} finds nothing here`);
    return [];
  });
}
