import { countFindings, type RuleSummary } from './lint.ts';
import type { Finding } from './rule.ts';

/** Marks up a word for a terminal; the identity where there is none. */
export type Paint = (style: 'red' | 'yellow' | 'underline', text: string) => string;

/**
 * The findings for a person: by file and line, then what to do about each rule that found something.
 *
 * @param options.quiet - warnings are counted and not written out
 */
export function humanReport(
  findings: readonly Finding[],
  ruleNames: readonly RuleSummary[],
  options: { readonly files: number; readonly quiet: boolean; readonly paint: Paint },
): string {
  const { paint } = options;
  const lines: string[] = [];
  const written = options.quiet ? findings.filter((finding) => finding.severity === 'error') : findings;
  for (const [file, own] of Map.groupBy(written, (finding) => finding.file)) {
    lines.push(paint('underline', file), ...own.map((finding) => findingLine(finding, paint)), '');
  }
  for (const { name, remedy, why } of ruleNames) {
    const count = findings.filter((finding) => finding.rule === name).length;
    if (count > 0) lines.push(`${name} (${count}): ${why}`, `  → ${remedy}`);
  }
  const { error, warning } = countFindings(findings);
  if (findings.length > 0) lines.push('');
  lines.push(`${options.files} files, ${plural(error, 'error')}, ${plural(warning, 'warning')}`);
  return lines.join('\n');
}

function findingLine({ rule, severity, line, message }: Finding, paint: Paint): string {
  const word = paint(severity === 'error' ? 'red' : 'yellow', severity.padEnd(7));
  return `  ${String(line).padStart(4)}  ${word}  ${rule}  ${message}`;
}

/** The findings as annotations of a GitHub workflow, one a line; errors first, for GitHub shows the first few of a step. */
export function githubReport(findings: readonly Finding[], command: 'lint' | 'check'): string {
  return findings
    .toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
    .map(({ rule, severity, file, line, message, remedy }) => {
      const place = `file=${property(file)},line=${line},title=${property(`${command} ${rule}`)}`;
      return `::${severity} ${place}::${data(`${message} → ${remedy}`)}`;
    })
    .join('\n');
}

/** Escapes as the workflow commands of GitHub want it. @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
