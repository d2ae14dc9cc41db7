import type { Origin } from '../../../core/submission.ts';
import { escapeHtml, type Highlight, highlighted } from '../../../text/markup.ts';
import type { CountedPoint } from '../../scorecards/counted-answer.ts';
import type { AnswerLine } from '../answer-columns.ts';
import { placeOf, turnsOf } from '../place.ts';
import type { Words } from '../words.ts';
import type { ReportWords } from './report-words.ts';

const kinds = ['met', 'partial', 'flag'] as const;
type Kind = (typeof kinds)[number];

/** One answer of the report: its score, the text with what counted in it, and a row a point. */
export function answerBlock({ row, answer, question, words }: AnswerLine, say: ReportWords): string {
  const { submission } = row;
  const text =
    submission.answer.trim() === '' ? `<i>${say.noText}</i>` : highlighted(submission.answer, marksOf(answer), kinds);
  const place = placeOf(submission.origin, words.lang);
  const notes = [
    place === null ? '' : `<p class="note quiet">${escapeHtml(place)}</p>`,
    answer.reason === null
      ? ''
      : `<p class="note bad">${escapeHtml(`${words.outcome[answer.outcome]}${words.colon}${answer.reason}`)}</p>`,
    answer.reviewReasons.length === 0
      ? ''
      : `<p class="note near">${escapeHtml(`${say.reviews}${words.colon}${words.list(answer.reviewReasons.map((reason) => words.reason[reason]))}`)}</p>`,
    answer.by === 'rater' || answer.by === 'weights' ? `<p class="note">${escapeHtml(words.by[answer.by])}</p>` : '',
  ];
  const flags = answer.redFlags.map(
    ({ name, deduct, evidence }) =>
      `<li class="flag"><span class="verdict">${say.flags}</span><div><b>${escapeHtml(name)}</b> <span class="quiet">${say.deduct(deduct)}</span>${quotesOf(evidence, submission.origin, words)}</div></li>`,
  );
  return `<section class="answer">
<h4>${escapeHtml(question.title)} <span class="score">${scoreOf(answer, words.outcome[answer.outcome])}</span></h4>
${notes.join('')}<blockquote>${text}</blockquote>
<ul class="points">${answer.points.map((point) => pointItem(point, submission.origin, { words, say })).join('\n')}${flags.join('\n')}</ul>
</section>`;
}

function pointItem(
  { name, verdict, machine, evidence, reason, advice }: CountedPoint,
  origin: Origin | null,
  { words, say }: { readonly words: Words; readonly say: ReportWords },
): string {
  const changed = machine === null ? '' : ` <span class="quiet">${say.machine} ${words.verdict[machine]}</span>`;
  const add = advice === null ? '' : `<p><span class="tag">${say.advice}</span> ${escapeHtml(advice)}</p>`;
  return `<li class="${verdict}"><span class="verdict">${words.verdict[verdict]}</span><div><b>${escapeHtml(name)}</b>${changed} <span class="quiet">${escapeHtml(reason)}</span>${quotesOf(evidence, origin, words)}${add}</div></li>`;
}

function quotesOf(evidence: CountedPoint['evidence'], origin: Origin | null, { lang }: Words): string {
  if (evidence.length === 0) return '';
  const quotes = evidence.map(({ quote }) => `<q>${escapeHtml(quote.replace(/\s+/g, ' ').trim())}</q>`);
  const turns = turnsOf(evidence, origin, lang);
  return `<p class="quotes">${quotes.join(' ')}${turns === null ? '' : ` <span class="quiet">${turns}</span>`}</p>`;
}

function scoreOf(answer: AnswerLine['answer'], outcome: string): string {
  if (answer.score === null) return escapeHtml(outcome);
  const star = answer.provisional ? '*' : '';
  return `<b>${answer.score}${star}</b> / ${answer.marks} · ${answer.percent} %`;
}

function marksOf({ points, redFlags }: AnswerLine['answer']): Highlight<Kind>[] {
  return [
    ...points.flatMap(({ verdict, name, evidence }) =>
      verdict === 'met' || verdict === 'partial'
        ? evidence.map(({ start, end }) => ({ start, end, kind: verdict, title: name }))
        : [],
    ),
    ...redFlags.flatMap(({ name, evidence }) =>
      evidence.map(({ start, end }) => ({ start, end, kind: 'flag' as const, title: name })),
    ),
  ];
}
