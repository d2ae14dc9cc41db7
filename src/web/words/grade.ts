import type { ReviewReason, Verdict } from '../client/api.ts';

const zhVerdicts: Readonly<Record<Verdict, string>> = {
  met: '达到',
  partial: '部分达到',
  missed: '未达到',
  undecided: '待定',
};

const zhReasons: Readonly<Record<ReviewReason, string>> = {
  judges_disagree: '两种评判相差较大',
  evidence_not_found: '有依据没能在作答里找到',
  undecided: '有得分点待定',
  split_vote: '多次评判不一致',
  addressed_to_grader: '有写给评分者的话',
  copied_from_rubric: '与参考内容高度重合',
  same_as_another_answer: '与另一份作答相同',
  very_short: '作答很短',
  llm_unavailable: '大模型暂时不可用，由规则评分',
};

const zh = {
  score: '得分',
  outOf: (marks: number) => `满分 ${marks} 分`,
  percent: (percent: number) => `${percent}%`,
  provisional: (low: number, high: number) => `有得分点待定，最终在 ${low}–${high} 分之间`,
  ungraded: '这次没能评出分数',
  ungradedDetail: '这是评分程序的问题，不是零分。你的作答还在，可以再交一次。',
  decided: '这份结果经人复核过，分数按复核后的判定计算。',
  verdict: zhVerdicts,
  verdictCount: (verdict: Verdict, count: number) => `${zhVerdicts[verdict]} ${count}`,
  points: '逐点反馈',
  yours: '你的作答',
  yoursHint: '标出来的是评分依据。点一下，看它对应哪个得分点。',
  nothing: '（没有写内容）',
  flag: '红线',
  flagWhy: (percent: number) => `出现这样的话，会扣掉这道题 ${percent}% 的分：`,
  flagByRater: '这一条是复核的人认定的，得分里已经扣过。',
  flagUnnamed: '评分细则里已经没有的一条红线',
  flags: '踩到的红线',
  advice: '可以补上：',
  example: '比如这样说：',
  showEvidence: (name: string) => `${name}：在作答里标出依据`,
  evidenceOf: (names: readonly string[]) => `依据：${names.join('、')}`,
  separator: '、',
  review: (reasons: readonly string[]) => `这份结果建议请人复核：${reasons.join('、')}。`,
  reason: zhReasons,
  judgedBy: {
    heuristic: '由规则评分，没有使用大模型。规则认得常见的说法；换一种少见的说法，可能会漏判。',
    hybrid: '由大模型评分，规则核对过依据。大模型有时会看走眼，所以每一分都要在你的原文里找得到依据。',
  },
  limits: '这是练习反馈，有可能判断不准；它不评价你这个人，也不作为录用或淘汰的依据。觉得哪一点判得不对，可以申诉。',
};

const en: typeof zh = {
  score: 'Score',
  outOf: (marks) => `of ${marks} marks`,
  percent: (percent) => `${percent}%`,
  provisional: (low, high) => `A point is undecided; the score ends between ${low} and ${high}`,
  ungraded: 'This answer could not be graded',
  ungradedDetail: 'That is a fault of the grader, and no zero. Your answer is still here; hand it in again.',
  decided: 'A person has reviewed this grade; the score follows that review.',
  verdict: { met: 'Met', partial: 'Partly met', missed: 'Missed', undecided: 'Undecided' },
  verdictCount: (verdict, count) => `${en.verdict[verdict]} ${count}`,
  points: 'Point by point',
  yours: 'Your answer',
  yoursHint: 'What is marked is the evidence. Choose it to see the point that it belongs to.',
  nothing: '(nothing written)',
  flag: 'Red flag',
  flagWhy: (percent) => `Saying this costs ${percent}% of the marks of this question:`,
  flagByRater: 'The person who reviewed this grade found it; the score has been lowered for it.',
  flagUnnamed: 'One that is no longer in the rubric',
  flags: 'Red flags',
  advice: 'You could add: ',
  example: 'For instance: ',
  showEvidence: (name) => `${name}: show its evidence in the answer`,
  evidenceOf: (names) => `Evidence: ${names.join(', ')}`,
  separator: ', ',
  review: (reasons) => `A person should look at this grade: ${reasons.join(', ')}.`,
  reason: {
    judges_disagree: 'the two judges differ',
    evidence_not_found: 'some evidence was not found in the answer',
    undecided: 'a point is undecided',
    split_vote: 'repeated judgements differ',
    addressed_to_grader: 'parts are addressed to the grader',
    copied_from_rubric: 'it is mostly the reference text',
    same_as_another_answer: 'it is the same as another answer',
    very_short: 'it is very short',
    llm_unavailable: 'the language model was not available, so rules judged',
  },
  judgedBy: {
    heuristic:
      'Judged by rules, without a language model. Rules know the usual ways of saying things and may miss an unusual one.',
    hybrid:
      'Judged by a language model, its evidence checked by rules. A model can misread, so every mark must have its words in your answer.',
  },
  limits:
    'This is practice feedback and can be wrong. It says nothing about you as a person and is no ground to hire or reject anyone. You can appeal any point.',
};

/** What a grade is shown with. */
export const gradeWords = { zh, en };
