import type { CheckReport } from '../check-report.ts';
import type { RunFile } from '../run-file.ts';

/** The whole run, as `--baseline` and `--filter-failing` read it. */
export function jsonReport(report: CheckReport): string {
  const { manifest, results, figures, gates, comparison, attacks, flips, faults } = report;
  const run: RunFile = { format: 'answer-grader/run', format_version: 1, manifest, results: [...results] };
  return `${JSON.stringify({ ...run, figures, gates, comparison, attacks, flips, faults }, null, 1)}\n`;
}

/** One result a line. */
export function jsonLinesReport({ results }: CheckReport): string {
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}
