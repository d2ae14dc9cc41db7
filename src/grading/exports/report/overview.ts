import { escapeHtml } from '../../../text/markup.ts';
import type { Scorecard, Scorecards } from '../../scorecards/scorecards-schema.ts';
import type { ExportRequest } from '../export-request.ts';
import type { Gathered } from '../gather.ts';
import { likenessText } from '../review-items.ts';
import type { ReportWords } from './report-words.ts';

/** Candidates in the order of the ranking; a name leads to the candidate's part of the report. */
export function rankingTable({ scorecards, words }: Gathered, say: ReportWords): string {
  const { candidates } = scorecards;
  if (candidates.length === 0) return `<p class="quiet">${say.noCandidates}</p>`;
  const heads = [say.rank, say.candidate, say.mean, say.against, say.questions, say.failed, say.review, say.flags];
  const rows = candidates.map((card, index) => {
    const { rank, tied, percent, answers, against_mean: against } = card;
    const left = answers.ungraded + answers.unfinished;
    return row([
      rank === null ? '–' : `${rank}${tied ? ` <span class="quiet">${say.tied}</span>` : ''}`,
      `<a href="#c${index}">${escapeHtml(card.candidate ?? words.unnamed)}</a>`,
      percent === null ? '–' : `<span class="bar"><i style="width:${percent}%"></i></span>${percentText(card)}`,
      against === null ? '–' : signedText(against),
      String(card.questions_graded),
      left === 0 ? '' : String(left),
      answers.to_review === 0 ? '' : `<span class="near">${answers.to_review}</span>`,
      card.red_flags.length === 0 ? '' : `<span class="bad">${card.red_flags.length}</span>`,
    ]);
  });
  return table({ id: 'ranking', label: say.ranking, heads, rows });
}

/** Candidates by questions. */
export function questionTable({ scorecards, words }: Gathered, say: ReportWords): string {
  const { questions, candidates } = scorecards;
  if (questions.length === 0) return '';
  const rows = candidates.map((card, index) =>
    row([
      `<a href="#c${index}">${escapeHtml(card.candidate ?? words.unnamed)}</a>`,
      ...questions.map(({ question }) => cellOf(card, question, say)),
    ]),
  );
  const means = row([
    `<b>${say.allMean}</b>`,
    ...questions.map(({ mean }) => (mean === null ? '–' : `<b>${mean}</b>`)),
  ]);
  const heads = [say.candidate, ...questions.map(({ title }) => escapeHtml(title))];
  return `<section><h2>${say.table}</h2>${table({ id: 'questions', label: say.table, heads, rows: [...rows, means] })}</section>`;
}

/** Groups of near-identical answers; nothing where there is none. */
export function similarAnswers({ scorecards, titleOf, words }: Gathered, say: ReportWords): string {
  if (scorecards.same_answers.length === 0) return '';
  const items = scorecards.same_answers.map(({ question, answers }) => {
    const names = words.list(answers.map(({ candidate }) => candidate ?? words.unnamed));
    const likeness = likenessText(
      answers.slice(1).map((answer) => answer.likeness),
      scorecards.lang,
    );
    return `<li><b>${escapeHtml(names)}</b> · ${escapeHtml(titleOf(question))} · ${likeness}</li>`;
  });
  return `<section id="similar"><h2>${say.similar}</h2><p>${say.similarWhy}</p><ul>${items.join('')}</ul></section>`;
}

/** What could not be read from the files; nothing where there is none. */
export function faultList({ faults, lang }: ExportRequest, say: ReportWords): string {
  if (faults.length === 0) return '';
  const items = faults.map(({ file, line, field, message, zh = message }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    const what = lang === 'zh' ? zh : message;
    return `<li><b>${escapeHtml(place)}</b> ${escapeHtml(field === '' ? what : [field, what].join(lang === 'zh' ? '：' : ': '))}</li>`;
  });
  return `<section id="faults"><h2>${say.faults}</h2><ul>${items.join('')}</ul></section>`;
}

/** Mean of all candidates' percentages by dimension. */
export function dimensionMeans({ candidates }: Scorecards): ReadonlyMap<string, number> {
  const figures = Map.groupBy(
    candidates.flatMap(({ dimensions }) =>
      dimensions.flatMap(({ dimension, percent }) => (percent === null ? [] : [{ dimension, percent }])),
    ),
    ({ dimension }) => dimension,
  );
  return new Map(
    [...figures].map(([dimension, own]) => {
      const sum = own.reduce((total, { percent }) => total + percent, 0);
      return [dimension, Math.round((10 * sum) / own.length) / 10];
    }),
  );
}

function cellOf(card: Scorecard, question: string, say: ReportWords): string {
  const score = card.questions.find((cell) => cell.question === question);
  if (score === undefined) return `<span class="quiet" title="${say.unanswered}">·</span>`;
  if (score.percent === null) return `<span class="near">${say.notGraded}</span>`;
  return `${score.percent}${score.provisional ? '*' : ''}`;
}

function percentText({ percent, provisional }: Scorecard): string {
  return `${percent}${provisional ? '*' : ''} %`;
}

function signedText(value: number): string {
  return value < 0 ? `−${-value}` : value > 0 ? `+${value}` : '0';
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function table({
  id,
  label,
  heads,
  rows,
}: {
  readonly id: string;
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly string[];
}): string {
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join('');
  return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><table id="${id}"><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}
