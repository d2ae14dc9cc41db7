import type { Lang } from '../../core/judge.ts';
import type { ReviewReason } from '../../core/review.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { RowOutcome } from '../scorecards/result-row.ts';

/** What exports say, in one language. */
export type Words = {
  readonly lang: Lang;
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly outcome: Readonly<Record<RowOutcome, string>>;
  readonly reason: Readonly<Record<ReviewReason, string>>;
  readonly by: Readonly<Record<'machine' | 'rater' | 'weights', string>>;
  readonly engine: Readonly<Record<'heuristic' | 'hybrid', string>>;
  readonly unnamed: string;
  /** Stands between what a thing is and what is said of it. */
  readonly colon: string;
  /** Puts the items of an enumeration together. */
  readonly list: (items: readonly string[]) => string;
};

const zh: Words = {
  lang: 'zh',
  verdict: { met: '达到', partial: '部分达到', missed: '未达到', undecided: '待定' },
  outcome: { graded: '已评分', insufficient: '内容不足', ungraded: '未能评分', unfinished: '尚未评分' },
  reason: {
    judges_disagree: '两种评判相差较大',
    evidence_not_found: '有依据没能在作答里找到',
    undecided: '有得分点待定',
    split_vote: '多次评判不一致',
    addressed_to_grader: '有写给评分者的话',
    copied_from_rubric: '与参考内容高度重合',
    same_as_another_answer: '与另一份作答高度相似',
    very_short: '作答很短',
    llm_unavailable: '大模型当时不可用，由规则评分',
  },
  by: { machine: '自动评分', rater: '人工复核', weights: '按新权重重算' },
  engine: { heuristic: '规则引擎', hybrid: '大模型评分，规则引擎复核' },
  unnamed: '（未署名）',
  colon: '：',
  list: (items) => items.join('、'),
};

const en: Words = {
  lang: 'en',
  verdict: { met: 'met', partial: 'partly met', missed: 'missed', undecided: 'undecided' },
  outcome: {
    graded: 'graded',
    insufficient: 'nothing to grade',
    ungraded: 'could not be graded',
    unfinished: 'not graded yet',
  },
  reason: {
    judges_disagree: 'the two judges differ',
    evidence_not_found: 'evidence was not found in the answer',
    undecided: 'a point is undecided',
    split_vote: 'repeated judgements differ',
    addressed_to_grader: 'parts are addressed to the grader',
    copied_from_rubric: 'it is mostly the reference text',
    same_as_another_answer: 'it is nearly the same as another answer',
    very_short: 'it is very short',
    llm_unavailable: 'the language model was not available, rules judged',
  },
  by: { machine: 'machine', rater: 'reviewed by a person', weights: 're-scored with new weights' },
  engine: { heuristic: 'rules', hybrid: 'language model, cross-examined by rules' },
  unnamed: '(no name)',
  colon: ': ',
  list: (items) => items.join(', '),
};

/** The words of a language. */
export const wordsOf: Readonly<Record<'zh' | 'en', Words>> = { zh, en };
