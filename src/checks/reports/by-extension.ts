import { InvalidInput } from '../../core/errors.ts';
import type { CheckReport } from '../check-report.ts';
import { csvReport } from './csv.ts';
import { htmlReport } from './html.ts';
import { jsonLinesReport, jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';

const writers: readonly [ending: string, render: (report: CheckReport) => string][] = [
  ['.json', jsonReport],
  ['.jsonl', jsonLinesReport],
  ['.csv', csvReport],
  ['.html', htmlReport],
  ['.md', markdownReport],
  ['.xml', junitReport],
];

/** The report that a file's name asks for. @throws {InvalidInput} for an ending that none has */
export function renderOutput(path: string): (report: CheckReport) => string {
  const found = writers.find(([ending]) => path.toLowerCase().endsWith(ending));
  if (found !== undefined) return found[1];
  const endings = writers.map(([ending]) => ending.replace('.xml', '.junit.xml')).join(' ');
  throw new InvalidInput(path, [{ field: '', message: `ends in none of ${endings}` }]);
}
