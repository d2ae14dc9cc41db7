import type { Verdict } from '../../core/verdict.ts';
import { type CountedAnswer, countAnswer } from '../scorecards/counted-answer.ts';
import type { KnownQuestion } from '../scorecards/known-question.ts';
import type { ResultRow } from '../scorecards/result-row.ts';
import { type Column, oneDecimal, whole } from './columns.ts';
import { placeOf } from './place.ts';
import type { Words } from './words.ts';

/** An answer with everything that a table says of it. */
export type AnswerLine = {
  readonly row: ResultRow;
  readonly answer: CountedAnswer;
  readonly question: KnownQuestion;
  readonly words: Words;
};

/** What a row comes to in a table. */
export function answerLine(row: ResultRow, question: KnownQuestion, words: Words): AnswerLine {
  const answer = countAnswer(row, question);
  return { row, answer, question, words };
}

/** One row an answer: first what is looked for, the long texts and what machines need at the end. */
export const answerColumns: readonly Column<AnswerLine>[] = [
  { zh: '编号', en: 'id', width: 14, cell: ({ row }) => row.submission.id },
  { zh: '候选人', en: 'candidate', width: 14, cell: ({ row }) => row.submission.candidate },
  { zh: '题目', en: 'question', width: 22, cell: ({ question }) => question.title },
  { zh: '结果', en: 'outcome', width: 12, cell: ({ answer, words }) => words.outcome[answer.outcome] },
  { zh: '得分', en: 'score', width: 8, format: oneDecimal, cell: ({ answer }) => answer.score },
  { zh: '满分', en: 'marks', width: 8, format: whole, cell: ({ answer }) => answer.marks },
  { zh: '得分率 %', en: 'percent', width: 10, format: oneDecimal, cell: ({ answer }) => answer.percent },
  { zh: '达到', en: 'met', width: 28, cell: namesOf('met') },
  { zh: '部分达到', en: 'partly met', width: 24, cell: namesOf('partial') },
  { zh: '未达到', en: 'missed', width: 28, cell: namesOf('missed') },
  { zh: '待定', en: 'undecided', width: 16, cell: namesOf('undecided') },
  { zh: '红线', en: 'red flags', width: 18, cell: ({ answer, words }) => words.list(answer.redFlags.map(({ name }) => name)) },
  { zh: '需要复核', en: 'to review', width: 24, cell: ({ answer, words }) => words.list(answer.reviewReasons.map((reason) => words.reason[reason])) },
  { zh: '评分方式', en: 'decided by', width: 12, cell: ({ answer, words }) => (answer.by === null ? null : words.by[answer.by]) },
  { zh: '未评分原因', en: 'why not graded', width: 24, cell: ({ answer }) => answer.reason },
  { zh: '作答', en: 'answer', width: 80, cell: ({ row }) => row.submission.answer },
  { zh: '来源', en: 'source', width: 30, cell: ({ row, words }) => placeOf(row.submission.origin, words.lang) },
  { zh: '题目编号', en: 'question id', width: 20, cell: ({ row }) => row.submission.question },
  { zh: '引擎', en: 'engine', width: 12, cell: ({ row }) => row.grade?.engine ?? null },
  { zh: '模型', en: 'model', width: 18, cell: ({ row }) => row.grade?.manifest.model ?? null },
  { zh: '评分编号', en: 'grade id', width: 38, cell: ({ answer }) => answer.about.grade },
]; // biome-ignore format: a table reads better in rows

function namesOf(verdict: Verdict): (line: AnswerLine) => string {
  return ({ answer, words }) =>
    words.list(answer.points.filter((point) => point.verdict === verdict).map(({ name }) => name));
}
