import { type CheckReport, failuresOf, showNumber } from '../check-report.ts';
import type { Disagreement } from '../disagreements.ts';
import type { Figures } from '../figures.ts';
import { figureCells, figureHeads, notesOf } from './figure-cells.ts';

const mostShown = 5;
const mostChanges = 20;

/** A summary for a step of CI or a comment on a change. */
export function markdownReport(report: CheckReport): string {
  const failures = failuresOf(report);
  const kinds = ['all', 'set', 'dimension'] as const;
  const rows = kinds.flatMap((kind) => report.figures.filter((figures) => figures.kind === kind));
  const parts = [
    `## ${failures.length === 0 ? '✅' : '❌'} answer-grader check (${report.manifest.engine})`,
    list(failures),
    table(['slice', ...figureHeads], rows.map(rowOf)),
    list(notesOf(report)),
    gates(report),
    changes(report),
    attacks(report),
    worst(report.disagreements.slice(0, mostShown)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function rowOf(figures: Figures): string[] {
  const name = figures.kind === 'all' ? '**all**' : `${figures.kind} ${cell(figures.name)}`;
  return [name, ...figureCells(figures)];
}

function gates({ gates: judged }: CheckReport): string {
  if (judged.length === 0) return '';
  const signs = { held: '✅', failed: '❌', not_judged: '–' } as const;
  const rows = judged.map(({ slice, limit, bound, value, state }) => [
    signs[state],
    cell(slice),
    `\`${limit}\``,
    showNumber(bound),
    showNumber(value),
  ]);
  const failed = judged.filter(({ state }) => state === 'failed').length;
  return details(`Gates: ${judged.length}, ${failed} failed`, table(['', 'slice', 'limit', 'asked', 'is'], rows));
}

function changes({ comparison }: CheckReport): string {
  if (comparison === undefined) return '';
  const { changes: all } = comparison;
  const rows = all
    .slice(0, mostChanges)
    .map(({ answer, point, label, before, now, side }) => [side, cell(answer), cell(point), label, before, now]);
  const count = (side: string): number => all.filter((change) => change.side === side).length;
  const head = `Against the run before: ${count('better')} verdicts better, ${count('worse')} worse, ${count('other')} otherwise wrong`;
  return details(head, table(['side', 'answer', 'point', 'label', 'before', 'now'], rows));
}

function attacks({ attacks: tried }: CheckReport): string {
  if (tried === undefined) return '';
  const rows = tried.families.map(({ family, run, broken, gain }) => [
    cell(family),
    String(run),
    String(run - broken),
    String(broken),
    `${gain} %`,
  ]);
  return details(
    `Attacks: ${tried.all.run}, ${tried.all.broken} broken`,
    table(['family', 'attacks', 'held', 'broken', 'largest gain'], rows),
  );
}

function worst(disagreements: readonly Disagreement[]): string {
  return disagreements
    .map(({ answer, name, label, verdict, evidence, reason, text }) => {
      const quotes = evidence.map(({ quote }) => `「${cell(quote)}」`).join(' ');
      return details(
        `${cell(answer)} · ${cell(name)}: label ${label}, judged ${verdict}`,
        `${cell(reason)} ${quotes}\n\n> ${cell(text)}`,
      );
    })
    .join('\n\n');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${cell(item)}`).join('\n');
}

function details(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** Text as it stands, on one line: nothing in it is Markdown or HTML. */
function cell(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]#|~>!]/g, '\\$&');
}
