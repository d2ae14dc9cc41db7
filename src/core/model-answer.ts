import type { Lang } from './judge.ts';
import type { Rubric } from './rubric.ts';

/**
 * The model answer of a rubric as people read it. Chinese knows no spaces between words: those that stand where its lines were
 * folded in the file of the rubric are taken out; one beside a Latin word or a number stays.
 */
export function modelAnswerOf({ model_answer, en }: Pick<Rubric, 'model_answer' | 'en'>, lang: Lang): string {
  if (lang === 'en') return en.model_answer;
  return model_answer.replace(/(?<=[\p{Script=Han}，。；：、！？”’）…]) (?=[\p{Script=Han}“‘（])/gu, '');
}
