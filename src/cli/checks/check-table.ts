import { styleText } from 'node:util';
import { type CheckReport, failuresOf } from '../../checks/check-report.ts';
import type { Disagreement } from '../../checks/disagreements.ts';
import type { SliceKind } from '../../checks/figures.ts';
import { figureCells, figureHeads, notesOf } from '../../checks/reports/figure-cells.ts';

type Style = Parameters<typeof styleText>[0];

const mostChanges = 20;
const mostBroken = 3;
const nameWidth = 30;

/** The report as a person reads it on a terminal: figures, the worst disagreements, and what failed. */
export function renderTable(
  report: CheckReport,
  options: { readonly by: readonly SliceKind[]; readonly worst: number; readonly seconds: number },
): string {
  const { manifest, gates } = report;
  const judged =
    manifest.model === null ? manifest.engine : `${manifest.engine}, ${manifest.model}, ${manifest.source}`;
  const failures = failuresOf(report);
  const held = gates.filter(({ state }) => state === 'held').length;
  const cut = gates.filter(({ state }) => state === 'not_judged').length;
  const answers = report.figures[0]?.answers ?? 0;
  const lines = [
    `${paint('bold', `${answers} answers`)} · ${judged} · ${options.seconds.toFixed(1)} s`,
    ...figures(report, options.by),
    '',
    ...notesOf(report),
    ...report.disagreements.slice(0, options.worst).flatMap(disagreement),
    ...(options.worst === 0 ? [] : [...flips(report), ...changes(report)]),
    ...attacks(report, options.worst > 0),
    '',
    ...failures.map((failure) => paint('red', failure)),
    paint(
      failures.length === 0 ? 'green' : 'red',
      `${failures.length === 0 ? 'passed' : 'failed'}: ${held} of ${gates.length} gates held${cut === 0 ? '' : `, ${cut} not judged (a filter cut the slice, or there is nothing in it)`}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function figures(report: CheckReport, by: readonly SliceKind[]): string[] {
  const rows: { readonly head: boolean; readonly cells: readonly string[] }[] = [
    { head: true, cells: ['', ...figureHeads] },
    ...report.figures
      .filter(({ kind }) => kind === 'all')
      .map((all) => ({ head: false, cells: ['all', ...figureCells(all)] })),
    ...by.flatMap((kind) => [
      { head: true, cells: [kind] },
      ...report.figures
        .filter((slice) => slice.kind === kind)
        .map((slice) => ({ head: false, cells: [`  ${slice.name}`, ...figureCells(slice)] })),
    ]),
  ];
  const columns = figureHeads.length + 1;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(column === 0 ? nameWidth : 0, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  return rows.map(({ head, cells }) => {
    const line = cells
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
    return head ? paint('dim', line) : line;
  });
}

function disagreement({
  answer,
  name,
  point,
  label,
  verdict,
  uncertain,
  evidence,
  reason,
  text,
}: Disagreement): string[] {
  const unsure = uncertain ? ' (the rater was uncertain)' : '';
  const quotes = evidence.map(({ quote }) => `「${oneLine(quote)}」`).join(' ');
  return [
    '',
    `${paint('bold', answer)} ${name} (${point}): label ${paint('cyan', label)}${unsure}, judged ${paint('yellow', verdict)}`,
    `  ${reason}${quotes === '' ? '' : `: ${paint('italic', quotes)}`}`,
    `  ${paint('dim', oneLine(text))}`,
  ];
}

function flips({ flips: found }: CheckReport): string[] {
  if (found.length === 0) return [];
  const lines = found
    .slice(0, mostChanges)
    .map(({ answer, point, label, verdicts }) => `  ${answer} ${point}: ${verdicts.join(', ')}; label ${label}`);
  return ['', 'what the runs contradict each other on', ...lines, ...more(found.length - lines.length)];
}

function more(count: number): string[] {
  return count > 0 ? [`  and ${count} more; -o shows all`] : [];
}

function changes({ comparison }: CheckReport): string[] {
  if (comparison === undefined || comparison.changes.length === 0) return [];
  const order = ['worse', 'better', 'other'];
  const sorted = comparison.changes.toSorted((a, b) => order.indexOf(a.side) - order.indexOf(b.side));
  const lines = sorted.slice(0, mostChanges).map(({ answer, point, label, before, now, side }) => {
    const style: Style = side === 'worse' ? 'red' : side === 'better' ? 'green' : 'yellow';
    return `  ${paint(style, side.padEnd(6))} ${answer} ${point}: ${before} → ${now}, label ${label}`;
  });
  return ['', 'changed since the run before', ...lines, ...more(sorted.length - lines.length)];
}

function attacks({ attacks: tried }: CheckReport, examples: boolean): string[] {
  if (tried === undefined) return [];
  const lines = tried.families.flatMap(({ family, run, broken, gain, examples: found }) => [
    `  ${family.padEnd(nameWidth - 2)}  ${String(run).padStart(5)}  ${String(run - broken).padStart(5)}  ${String(broken).padStart(6)}  ${`${gain} %`.padStart(12)}`,
    ...(examples ? found.slice(0, mostBroken) : []).map(
      ({ question, template, over, what }) => `      ${paint('yellow', `${question} ${template} (${over}): ${what}`)}`,
    ),
  ]);
  const head = `${'attacks by family'.padEnd(nameWidth)}  ${'run'.padStart(5)}  ${'held'.padStart(5)}  ${'broken'.padStart(6)}  ${'largest gain'.padStart(12)}`;
  const { run, broken, gain } = tried.all;
  return ['', paint('dim', head), ...lines, `  all: ${run} run, ${broken} broken, largest gain ${gain} %`];
}

/** Without line breaks, and without control characters that a terminal would obey. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}

function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}
