import { readFileSync } from 'node:fs';
import { palette } from '../../look/palette.ts';
import { escapeHtml } from '../../text/markup.ts';
import { type CheckReport, failuresOf, showNumber } from '../check-report.ts';
import { sliceKinds } from '../figures.ts';
import { answerSection } from './answer-section.ts';
import { confusionPicture } from './confusion-picture.ts';
import { figureCells, figureHeads, notesOf } from './figure-cells.ts';

const pageFile = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');

/** The report as one page: no network, filters, evidence highlighted, confusion matrices as pictures. */
export function htmlReport(report: CheckReport): string {
  const failures = failuresOf(report);
  const { manifest, results } = report;
  const title = `answer-grader check · ${manifest.engine} · ${manifest.date.slice(0, 10)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
${palette}${pageFile('report.css')}</style>
</head>
<body>
<header>
<h1>${failures.length === 0 ? '<span class="state held">passed</span>' : '<span class="state failed">failed</span>'} ${escapeHtml(title)}</h1>
${list(failures, 'failures')}
${list(notesOf(report), 'notes')}
</header>
<main>
<section>
<h2>Agreement</h2>
<p><label>slices <select id="kind">${options(
    sliceKinds.filter((kind) => report.figures.some((figures) => figures.kind === kind)),
    'set',
  )}</select></label></p>
${figuresTable(report)}
</section>
<section>
<h2>Labels and verdicts</h2>
<div class="pictures">${pictures(report)}</div>
</section>
${gatesSection(report)}
${changesSection(report)}
${attacksSection(report)}
<section>
<h2>Answers</h2>
${filters(report)}
<div id="answers">
${results.map(answerSection).join('\n')}
</div>
</section>
<section>
<h2>Manifest</h2>
<pre>${escapeHtml(JSON.stringify(manifest, null, 2))}</pre>
</section>
</main>
<script>
${pageFile('report.js')}</script>
</body>
</html>
`;
}

function figuresTable({ figures }: CheckReport): string {
  const rows = figures.map((slice) => [slice.kind, [slice.name, ...figureCells(slice)]] as const);
  return table(['slice', ...figureHeads], rows, 'figures');
}

function pictures({ figures }: CheckReport): string {
  return figures
    .filter(({ kind }) => kind === 'all' || kind === 'set' || kind === 'dimension')
    .map(({ kind, name, agreement }) =>
      agreement === undefined ? '' : confusionPicture(kind === 'all' ? 'all' : `${kind} ${name}`, agreement.confusion),
    )
    .join('\n');
}

function gatesSection({ gates }: CheckReport): string {
  if (gates.length === 0) return '';
  const rows = gates.map(
    ({ slice, limit, bound, value, state }) =>
      [state, [slice, limit, showNumber(bound), showNumber(value), state.replace('_', ' ')]] as const,
  );
  const failed = gates.filter(({ state }) => state === 'failed').length;
  return fold(`Gates: ${gates.length}, ${failed} failed`, table(['slice', 'limit', 'asked', 'is', ''], rows, 'gates'));
}

function changesSection({ comparison }: CheckReport): string {
  if (comparison === undefined) return '';
  const rows = comparison.changes.map(
    ({ side, answer, point, label, before, now }) => [side, [side, answer, point, label, before, now]] as const,
  );
  const heads = ['side', 'answer', 'point', 'label', 'before', 'now'];
  return fold(`Verdicts that changed since the run before: ${rows.length}`, table(heads, rows, 'changes'));
}

function attacksSection({ attacks }: CheckReport): string {
  if (attacks === undefined) return '';
  const rows = attacks.families.map(({ family, run, broken, gain, examples }) => {
    const shown = examples.slice(0, 3).map(({ question, template, what }) => `${question} ${template}: ${what}`);
    return [
      broken === 0 ? 'held' : 'failed',
      [family, run, run - broken, broken, `${gain} %`, shown.join('\n')],
    ] as const;
  });
  const heads = ['family', 'attacks', 'held', 'broken', 'largest gain', 'such as'];
  return fold(`Attacks: ${attacks.all.run}, ${attacks.all.broken} broken`, table(heads, rows, 'attacks'));
}

function filters({ results }: CheckReport): string {
  const choose = (name: string, values: Iterable<string>): string =>
    `<label>${name} <select data-filter="${name}"><option value="">all</option>${options([...new Set(values)], '')}</select></label>`;
  const verdicts = ['missed', 'partial', 'met'].flatMap((label) =>
    ['missed', 'partial', 'met', 'undecided']
      .filter((verdict) => verdict !== label)
      .map((verdict) => `${label} → ${verdict}`),
  );
  const dimensions = results.flatMap((result) =>
    result.outcome === 'ungraded' ? [] : result.points.map((point) => point.dimension),
  );
  return `<form id="filters">
<label><input type="checkbox" id="wrong" checked> only what is not the label</label>
${choose(
  'set',
  results.map((result) => result.set),
)}
${choose(
  'question',
  results.map((result) => result.question),
)}
${choose('dimension', dimensions)}
${choose('verdict', [...verdicts, 'red flag', 'ungraded'])}
<label>text <input type="search" id="search"></label>
<output id="shown"></output>
</form>`;
}

function table(
  heads: readonly string[],
  rows: readonly (readonly [kind: string, cells: readonly (string | number)[]])[],
  id: string,
): string {
  const head = heads.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
  const body = rows.map(([kind, cells]) => {
    const shown = cells.map((text) => `<td>${escapeHtml(String(text))}</td>`).join('');
    return `<tr data-kind="${escapeHtml(kind)}">${shown}</tr>`;
  });
  return `<div class="wide"><table id="${id}"><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

function options(values: readonly string[], selected: string): string {
  return values
    .map((value) => `<option${value === selected ? ' selected' : ''}>${escapeHtml(value)}</option>`)
    .join('');
}

function list(items: readonly string[], id: string): string {
  if (items.length === 0) return '';
  return `<ul id="${id}">${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function fold(summary: string, body: string): string {
  return `<section><details class="fold"><summary><h2>${escapeHtml(summary)}</h2></summary>${body}</details></section>`;
}
