import { escapeHtml } from '../../../text/markup.ts';
import type { Scorecard } from '../../scorecards/scorecards-schema.ts';
import type { AnswerLine } from '../answer-columns.ts';
import type { Gathered } from '../gather.ts';
import { answerBlock } from './answer-block.ts';
import { type Axis, radar } from './radar.ts';
import type { ReportWords } from './report-words.ts';

/** Points that are named on a card; the others stand with their answers. */
const mostNamed = 6;

/** What a candidate's part of the report is made of. */
export type CandidateParts = {
  readonly card: Scorecard;
  readonly lines: readonly AnswerLine[];
  /** Mean of all candidates by dimension. */
  readonly means: ReadonlyMap<string, number>;
  readonly gathered: Gathered;
};

/** Everything about one candidate: figures, radar, strengths, what to add, red flags, what needs a person, and the answers. */
export function candidateSection(
  { card, lines, means, gathered }: CandidateParts,
  id: string,
  say: ReportWords,
): string {
  const { words, titleOf } = gathered;
  const name = card.candidate ?? words.unnamed;
  const axes = card.dimensions.map(
    (score): Axis => ({ name: score.name, own: score.percent, all: means.get(score.dimension) ?? null }),
  );
  return `<article id="${id}">
<h2>${escapeHtml(name)} ${standing(card, say)}</h2>
<div class="card">
<div class="dimensions">
${axes.length === 0 ? '' : `<figure>${radar(axes, `${name} ${say.dimensions}`)}<figcaption><i class="key"></i>${say.self} <i class="key all"></i>${say.others}</figcaption></figure>`}
${dimensionTable(card, means, say)}
</div>
<div class="lists">
<h3>${say.strengths}</h3>
${list(
  card.strengths
    .slice(0, mostNamed)
    .map(
      ({ question, name: point }) =>
        `<b>${escapeHtml(point)}</b> <span class="quiet">${escapeHtml(titleOf(question))}</span>`,
    ),
  say.noStrengths,
)}
<h3>${say.gaps}</h3>
${list(
  card.gaps
    .slice(0, mostNamed)
    .map(
      ({ question, name: point, advice, lost }) =>
        `<b>${escapeHtml(point)}</b> <span class="quiet">${escapeHtml(titleOf(question))}${lost === null ? '' : ` · ${say.lost(lost)}`}</span>${advice === null ? '' : `<br>${escapeHtml(advice)}`}`,
    ),
  say.noGaps,
)}
${concerns(card, gathered, say)}
</div>
</div>
<h3>${say.answers}</h3>
${lines.map((line) => answerBlock(line, say)).join('\n')}
</article>`;
}

/** Red flags, and what a person should look at; nothing where there is neither. */
function concerns({ red_flags, reviews }: Scorecard, { titleOf, words }: Gathered, say: ReportWords): string {
  const flags = red_flags.map(
    ({ name, question, quote }) =>
      `<b class="bad">${escapeHtml(name)}</b> <span class="quiet">${escapeHtml(titleOf(question))}</span>${quote === null ? '' : `<br><q>${escapeHtml(quote)}</q>`}`,
  );
  const toReview = reviews.map(
    ({ question, reasons }) =>
      `${escapeHtml(words.list(reasons.map((reason) => words.reason[reason])))} <span class="quiet">${escapeHtml(titleOf(question))}</span>`,
  );
  return [
    flags.length === 0 ? '' : `<h3>${say.flags}</h3>${list(flags, '')}`,
    toReview.length === 0 ? '' : `<h3>${say.reviews}</h3>${list(toReview, '')}`,
  ].join('');
}

function standing(
  { candidate, rank, tied, percent, provisional, questions_graded }: Scorecard,
  say: ReportWords,
): string {
  if (percent === null) return `<span class="score">${say.noRank}</span>`;
  const place = rank === null ? '' : `${say.rank} ${rank}${tied ? ` (${say.tied})` : ''} · `;
  const unnamed = candidate === null ? `<br><span class="score">${say.unranked}</span>` : '';
  return `<span class="score">${place}<b>${percent}${provisional ? '*' : ''} %</b> · ${say.questions} ${questions_graded}</span>${unnamed}`;
}

function dimensionTable({ dimensions }: Scorecard, means: CandidateParts['means'], say: ReportWords): string {
  if (dimensions.length === 0) return '';
  const rows = dimensions.map(({ dimension, name, percent, points, undecided }) => {
    const open = undecided === 0 ? '' : ` <span class="quiet">${say.undecided(undecided)}</span>`;
    return `<tr><th scope="row">${escapeHtml(name)}</th><td>${percentText(percent)}</td><td>${percentText(means.get(dimension) ?? null)}</td><td>${points}${open}</td></tr>`;
  });
  return `<table class="small"><caption>${say.dimensions}</caption><thead><tr><th scope="col">${say.dimension}</th><th scope="col">${say.self}</th><th scope="col">${say.others}</th><th scope="col">${say.points}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function percentText(percent: number | null): string {
  return percent === null ? '–' : `${percent} %`;
}

function list(items: readonly string[], none: string): string {
  if (items.length === 0) return `<p class="quiet">${none}</p>`;
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}
