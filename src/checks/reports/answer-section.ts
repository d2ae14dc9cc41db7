import { escapeHtml, type Highlight, highlighted } from '../../text/markup.ts';
import type { AnswerResult, JudgedAnswer, PointResult } from '../answer-result.ts';

const kinds = ['right', 'wrong', 'flag'] as const;
type Kind = (typeof kinds)[number];

/** One answer of the page: closed to a line, open to the text with its evidence and a row a point. */
export function answerSection(result: AnswerResult): string {
  const name = result.run === 1 ? result.id : `${result.id} · run ${result.run}`;
  const wrong = wrongOf(result);
  const score =
    result.outcome === 'ungraded'
      ? 'ungraded'
      : `${result.percent} % <small>labels ${result.labelled_percent} %</small>`;
  const dimensions = result.outcome === 'ungraded' ? [] : result.points.map((point) => point.dimension);
  const wrongDimensions =
    result.outcome === 'ungraded'
      ? []
      : result.points.filter((point) => point.verdict !== point.label).map((point) => point.dimension);
  const data = {
    question: result.question,
    set: result.set,
    dimension: dimensions.join('|'),
    'wrong-dimension': wrongDimensions.join('|'),
    verdict: wrong.join('|'),
  };
  const attributes = Object.entries(data).map(([key, value]) => ` data-${key}="${escapeHtml(value)}"`);
  const chips = wrong.map((text) => `<span class="chip">${escapeHtml(text)}</span>`).join('');
  return (
    `<details class="answer"${attributes.join('')}><summary><b>${escapeHtml(name)}</b> <span>${score}</span> ${chips}</summary>\n` +
    `${result.outcome === 'ungraded' ? ungraded(result) : judged(result)}</details>`
  );
}

function ungraded(result: Extract<AnswerResult, { outcome: 'ungraded' }>): string {
  return `<p class="text">${escapeHtml(result.answer)}</p><p class="error">${escapeHtml(result.error)}</p>`;
}

function judged(result: JudgedAnswer): string {
  const highlights: Highlight<Kind>[] = [
    ...result.points.flatMap((point) =>
      point.evidence.map(({ start, end }): Highlight<Kind> => {
        const kind = point.verdict === point.label ? 'right' : 'wrong';
        return { start, end, kind, title: `${point.name}: label ${point.label}, judged ${point.verdict}` };
      }),
    ),
    ...result.red_flags.flatMap((flag) =>
      flag.evidence.map(({ start, end }): Highlight<Kind> => ({ start, end, kind: 'flag', title: flag.name })),
    ),
  ];
  const rows = result.points.map(pointRow).join('\n');
  const flags = result.red_flags
    .filter((flag) => flag.labelled || flag.found)
    .map((flag) => {
      const state = flag.labelled ? (flag.found ? 'found' : 'overlooked') : 'wrongly found';
      const kind = flag.labelled === flag.found ? 'right' : 'wrong';
      return `<tr class="${kind}"><td>${escapeHtml(flag.name)}</td><td colspan="4">red flag ${state}</td></tr>`;
    })
    .join('\n');
  const notes = [
    result.style,
    result.review.length > 0 ? `asks for review: ${result.review.join(', ')}` : '',
    result.synthetic ? 'judged by a synthetic recording: in no figure' : '',
  ].filter((note) => note !== '');
  return `<p class="text">${highlighted(result.answer, highlights, kinds)}</p>
<table><thead><tr><th>point</th><th>label</th><th>judged</th><th>evidence</th><th>reason</th></tr></thead><tbody>
${rows}
${flags}
</tbody></table>
<p class="notes">${escapeHtml(notes.join(' · '))}</p>`;
}

function pointRow(point: PointResult): string {
  const quotes = point.evidence.map(({ quote }) => `「${escapeHtml(quote)}」`).join('<br>');
  const unsure = point.uncertain ? ' <small>uncertain</small>' : '';
  return (
    `<tr class="${point.verdict === point.label ? 'right' : 'wrong'}"><td>${escapeHtml(point.name)}</td>` +
    `<td class="${point.label}">${point.label}${unsure}</td><td class="${point.verdict}">${point.verdict}</td>` +
    `<td>${quotes}</td><td>${escapeHtml(point.reason)}</td></tr>`
  );
}

/** What is wrong with a result, as the filter of the page names it. */
function wrongOf(result: AnswerResult): string[] {
  if (result.outcome === 'ungraded') return ['ungraded'];
  const points = result.points
    .filter((point) => point.verdict !== point.label)
    .map((point) => `${point.label} → ${point.verdict}`);
  const flags = result.red_flags.some((flag) => flag.labelled !== flag.found) ? ['red flag'] : [];
  return [...new Set([...points, ...flags])];
}
