import type { Lang } from '../../core/judge.ts';
import type { Scorecards } from '../scorecards/scorecards-schema.ts';
import { wordsOf } from './words.ts';

/** What every report says of itself: how it was judged, how it reckons, and what it cannot say. Sentences, the weightiest first. */
export function aboutScorecards(scorecards: Scorecards, lang: Lang): string[] {
  return lang === 'en' ? english(scorecards) : chinese(scorecards);
}

/** Who judged how many answers. */
export function judgedBy({ engines }: Scorecards, lang: Lang): string {
  const words = wordsOf[lang];
  const parts = engines.map(({ engine, model, answers }) => {
    const name = model === null ? words.engine[engine] : `${words.engine[engine]} (${model})`;
    return engines.length === 1 ? name : `${name} ${answers}`;
  });
  return words.list(parts);
}

function chinese(scorecards: Scorecards): string[] {
  const { answers, same_questions, candidates } = scorecards;
  const judged = judgedBy(scorecards, 'zh');
  const sentences = [
    '这是供面试官参考的评分汇总，只说明作答里有什么、缺什么，不给出录用与否的建议。',
    judged === '' ? '' : `评分方式：${judged}。机器评分会有判断不准的时候，请结合作答原文和复核结果来看。`,
    '平均得分率：所答各题得分率的平均，每题权重相同；未能评分的作答不计入。名次按平均得分率排，相同者并列。',
    '维度得分率：该维度下各得分点按分值加权，达到记 1、部分达到记 0.5、未达到记 0，待定的不计入。红线扣分只影响题目得分，不计入维度。',
  ];
  if (!same_questions) sentences.push('各人所答的题目不尽相同，名次只能粗略比较，请同时看“与均值相差”。');
  if (candidates.some(({ provisional }) => provisional)) sentences.push('带 * 的分数含待定的得分点，是暂定的下限。');
  if (answers.ungraded > 0) sentences.push(`${answers.ungraded} 份作答未能评分，原因在评分一方，与作答好坏无关。`);
  if (answers.unfinished > 0) sentences.push(`${answers.unfinished} 份作答尚未评分，结果还会变化。`);
  return sentences.filter((sentence) => sentence !== '');
}

function english(scorecards: Scorecards): string[] {
  const { answers, same_questions, candidates } = scorecards;
  const judged = judgedBy(scorecards, 'en');
  const sentences = [
    'A summary of grades to support an interviewer. It says what the answers contain and what they lack, and never whom to hire.',
    judged === '' ? '' : `Judged by: ${judged}. Machines misjudge; read it beside the answers and the reviews.`,
    'Mean percentage: the mean over the questions answered, each question counting the same; answers that could not be graded are left out. Ranks follow it, and equals share one.',
    'Dimensions: the points of a dimension weighted by their marks, met 1, partly met 0.5, missed 0, undecided ones left out. Red flags lower the score of a question and belong to no dimension.',
  ];
  if (!same_questions)
    sentences.push(
      'Candidates answered different questions, so ranks compare only roughly; look at the distance to the mean as well.',
    );
  if (candidates.some(({ provisional }) => provisional))
    sentences.push('Figures with * hold undecided points: they are provisional, the lower end.');
  if (answers.ungraded > 0)
    sentences.push(`Answers that could not be graded: ${answers.ungraded}. That says nothing about the answers.`);
  if (answers.unfinished > 0) sentences.push(`Answers not graded yet: ${answers.unfinished}. The result will change.`);
  return sentences.filter((sentence) => sentence !== '');
}
