import type { QuestionKind } from '../client/api.ts';

const zhKinds: Readonly<Record<QuestionKind, string>> = {
  scenario: '情景题',
  case: '案例题',
  behavioural: '经历题',
  knowledge: '认知题',
  management: '管理题',
};

const zh = {
  heading: '挑一道题，写下你会怎么做',
  lead: '提交后马上看到得分、依据和可以补上的内容。写得不满意，改一改再交一次。',
  random: '随机来一题',
  mock: '模拟面试',
  filters: '筛选题目',
  set: '题集',
  anySet: '全部题集',
  kind: '题型',
  anyKind: '全部题型',
  dimension: '考察维度',
  anyDimension: '全部维度',
  kinds: zhKinds,
  count: (shown: number, all: number) => (shown === all ? `共 ${all} 题` : `${all} 题中的 ${shown} 题`),
  none: '没有符合这些条件的题',
  noneDetail: '放宽一两个条件再看看。',
  clear: '清除筛选',
  marks: (marks: number) => `${marks} 分`,
  best: (score: number, marks: number) => `最好 ${score} / ${marks}`,
  noQuestions: '题库是空的',
  noQuestionsDetail: '服务里没有配置任何题目，请联系维护它的人。',
};

const en: typeof zh = {
  heading: 'Pick a question and write what you would do',
  lead: 'You see at once what scores, why, and what you could add. Not happy with it? Change it and hand it in again.',
  random: 'A random question',
  mock: 'Mock interview',
  filters: 'Filter the questions',
  set: 'Set',
  anySet: 'All sets',
  kind: 'Kind',
  anyKind: 'All kinds',
  dimension: 'Dimension',
  anyDimension: 'All dimensions',
  kinds: {
    scenario: 'Scenario',
    case: 'Case',
    behavioural: 'Experience',
    knowledge: 'Knowledge',
    management: 'Management',
  },
  count: (shown, all) => (shown === all ? `${all} questions` : `${shown} of ${all} questions`),
  none: 'No question fits all of this',
  noneDetail: 'Loosen a filter or two.',
  clear: 'Clear the filters',
  marks: (marks) => `${marks} marks`,
  best: (score, marks) => `best ${score} / ${marks}`,
  noQuestions: 'There are no questions',
  noQuestionsDetail: 'The service has been given none; ask whoever runs it.',
};

/** What the list of questions says. */
export const practiceWords = { zh, en };
