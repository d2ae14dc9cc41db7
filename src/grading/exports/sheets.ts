import type { Scorecard } from '../scorecards/scorecards-schema.ts';
import { aboutScorecards, judgedBy } from './about.ts';
import { type AnswerLine, answerColumns } from './answer-columns.ts';
import { type Column, oneDecimal, provisionalDecimal, signed, type Tone, whole } from './columns.ts';
import type { ExportRequest } from './export-request.ts';
import type { Gathered } from './gather.ts';
import { turnsOf } from './place.ts';
import { reviewColumns, reviewItems } from './review-items.ts';
import { cellOf, type Table, tableOf } from './tables.ts';

/** The ranking, a row a candidate, with a column a dimension. */
export function overviewTable({ scorecards, words }: Gathered, { lang, title }: ExportRequest): Table {
  const dimensions = scorecards.dimensions.map(
    ({ dimension, name }): Column<Scorecard> => ({
      zh: name,
      en: name,
      width: 11,
      format: oneDecimal,
      cell: (card) => percentIn(card, dimension),
      tone: (card) => toneOf(percentIn(card, dimension)),
    }),
  );
  const columns: Column<Scorecard>[] = [
    { zh: '名次', en: 'rank', width: 8, format: whole, cell: ({ rank }) => rank },
    { zh: '候选人', en: 'candidate', width: 18, cell: ({ candidate }) => candidate ?? words.unnamed },
    { zh: '平均得分率 %', en: 'mean percent', width: 12, format: oneDecimal, cell: ({ percent }) => percent },
    { zh: '与均值相差', en: 'against the mean', width: 11, format: signed, cell: ({ against_mean }) => against_mean },
    { zh: '已评题数', en: 'questions', width: 9, format: whole, cell: (card) => card.questions_graded },
    { zh: '未能评分', en: 'not graded', width: 9, format: whole, cell: ({ answers }) => answers.ungraded + answers.unfinished },
    { zh: '需要复核', en: 'to review', width: 9, format: whole, cell: ({ answers }) => answers.to_review, tone: ({ answers }) => (answers.to_review > 0 ? 'middling' : 'plain') },
    { zh: '红线', en: 'red flags', width: 20, cell: ({ red_flags }) => words.list(namesOf(red_flags)), tone: ({ red_flags }) => (red_flags.length > 0 ? 'bad' : 'plain') },
    ...dimensions,
    { zh: '做得好的', en: 'strengths', width: 36, cell: ({ strengths }) => words.list(namesOf(strengths).slice(0, 5)) },
    { zh: '最该补上的', en: 'what to add first', width: 36, cell: ({ gaps }) => words.list(namesOf(gaps).slice(0, 5)) },
  ]; // biome-ignore format: a table reads better in rows
  const about = [title, judgedBy(scorecards, lang), aboutScorecards(scorecards, lang)[0]].filter(Boolean).join(' · ');
  const name = lang === 'en' ? 'Overview' : '总览';
  return tableOf({ name, about, fixed: 2 }, columns, { items: scorecards.candidates, lang });
}

/** Candidates by questions: the percentage of each answer, and the mean of each question at the end. */
export function questionsTable({ scorecards, words }: Gathered, { lang }: ExportRequest): Table {
  const english = lang === 'en';
  const { questions, candidates } = scorecards;
  const rows = candidates.map((card) => [
    cellOf(card.candidate ?? words.unnamed),
    ...questions.map(({ question }) => {
      const score = card.questions.find((cell) => cell.question === question);
      if (score === undefined) return cellOf(null);
      if (score.percent === null) return cellOf(english ? 'not graded' : '未评', undefined, 'middling');
      return cellOf(score.percent, score.provisional ? provisionalDecimal : oneDecimal, toneOf(score.percent));
    }),
    cellOf(card.percent, oneDecimal),
  ]);
  const means = questions.map(({ mean }) => cellOf(mean, oneDecimal));
  return {
    head: {
      name: english ? 'Questions' : '题目对照',
      about: english
        ? 'Percentage of each question; an empty cell was not answered, * is provisional.'
        : '各题得分率 %；空白表示没有作答，* 表示含待定的得分点。',
      heads: [
        english ? 'candidate' : '候选人',
        ...questions.map(({ title }) => title),
        english ? 'mean percent' : '平均得分率 %',
      ],
      widths: [18, ...questions.map(() => 16), 12],
      fixed: 1,
    },
    rows: [...rows, [cellOf(english ? 'mean' : '均值'), ...means, cellOf(null)]],
  };
}

type PointLine = { readonly line: AnswerLine; readonly point: AnswerLine['answer']['points'][number] };

/** A row a point: verdict, the words that it rests on, reason, advice. */
export function pointsTable({ lines, scorecards, words }: Gathered, { lang }: ExportRequest): Table {
  const names = new Map(scorecards.dimensions.map(({ dimension, name }) => [dimension, name]));
  const columns: Column<PointLine>[] = [
    { zh: '候选人', en: 'candidate', width: 14, cell: ({ line }) => line.row.submission.candidate },
    { zh: '题目', en: 'question', width: 20, cell: ({ line }) => line.question.title },
    { zh: '得分点', en: 'point', width: 18, cell: ({ point }) => point.name },
    { zh: '维度', en: 'dimension', width: 12, cell: ({ point }) => names.get(point.dimension) ?? point.dimension },
    { zh: '分值', en: 'marks', width: 8, format: oneDecimal, cell: ({ point }) => point.marks },
    { zh: '判定', en: 'verdict', width: 11, cell: ({ point }) => words.verdict[point.verdict], tone: ({ point }) => verdictTone[point.verdict] },
    { zh: '作答中的依据', en: 'evidence', width: 46, cell: ({ point }) => point.evidence.map(({ quote }) => quote).join('\n') },
    { zh: '出处', en: 'where', width: 13, cell: ({ line, point }) => turnsOf(point.evidence, line.row.submission.origin, lang) },
    { zh: '理由', en: 'reason', width: 36, cell: ({ point }) => point.reason },
    { zh: '建议补上', en: 'advice', width: 46, cell: ({ point }) => point.advice },
    { zh: '机器原判', en: 'machine said', width: 11, cell: ({ point }) => (point.machine === null ? null : words.verdict[point.machine]) },
    { zh: '编号', en: 'id', width: 14, cell: ({ line }) => line.row.submission.id },
  ]; // biome-ignore format: a table reads better in rows
  const items = lines.flatMap((line) => line.answer.points.map((point) => ({ line, point })));
  const about = judgedBy(scorecards, lang);
  return tableOf({ name: lang === 'en' ? 'Points' : '得分点', about, fixed: 3 }, columns, { items, lang });
}

/** A row an answer, with its text. */
export function answersTable({ lines }: Gathered, { lang, title }: ExportRequest): Table {
  const name = lang === 'en' ? 'Answers' : '作答';
  return tableOf({ name, about: title, fixed: 2 }, answerColumns, { items: lines, lang });
}

/** What a person should look at, what could not be graded, who wrote the same, and what could not be read from the files. */
export function reviewTable(gathered: Gathered, request: ExportRequest): Table {
  const { lang } = request;
  const name = lang === 'en' ? 'Review and faults' : '复核与问题';
  const about =
    lang === 'en'
      ? 'Everything here needs a person; empty means nothing does.'
      : '以下各项需要人来看；没有内容表示没有待处理的。';
  return tableOf({ name, about, fixed: 1 }, reviewColumns, { items: reviewItems(gathered, request), lang });
}

/** What the figures mean, and what they do not. */
export function aboutTable({ scorecards }: Gathered, { lang, title, madeAt }: ExportRequest): Table {
  const columns: Column<string>[] = [{ zh: '说明', en: 'about', width: 120, cell: (sentence) => sentence }];
  const about = `${title} · ${madeAt.slice(0, 16).replace('T', ' ')} UTC`;
  const sheet = { name: lang === 'en' ? 'About' : '说明', about, fixed: 0 };
  return tableOf(sheet, columns, { items: aboutScorecards(scorecards, lang), lang });
}

const verdictTone = { met: 'good', partial: 'middling', missed: 'bad', undecided: 'plain' } as const;

function percentIn({ dimensions }: Scorecard, dimension: string): number | null {
  return dimensions.find((score) => score.dimension === dimension)?.percent ?? null;
}

function toneOf(percent: number | null): Tone {
  if (percent === null) return 'plain';
  return percent >= 75 ? 'good' : percent < 40 ? 'bad' : 'plain';
}

function namesOf(items: readonly { readonly name: string }[]): string[] {
  return [...new Set(items.map(({ name }) => name))];
}
