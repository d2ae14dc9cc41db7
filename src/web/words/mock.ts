const zh = {
  heading: '模拟面试',
  lead: (count: number) =>
    `随机抽${count === 1 ? '一' : ` ${count} `}道题，限时写完，交卷以后一起看结果。中途关掉页面也不要紧，回来接着写，只是计时不停。`,
  set: '从哪里抽题',
  anySet: '全部题集',
  time: '限时',
  minutes: (minutes: number) => `${minutes} 分钟`,
  begin: '开始',
  left: '剩余时间',
  minutesLeft: (minutes: number) => `还剩 ${minutes} 分钟`,
  position: (position: number, all: number) => `第 ${position} 题，共 ${all} 题`,
  tab: (position: number, written: boolean) => `第 ${position} 题${written ? '，已写' : '，未写'}`,
  questions: '题目',
  previous: '上一题',
  next: '下一题',
  handIn: '交卷',
  handInEarly: (empty: number) => `还有 ${empty} 题没写，没写的题不评分。确定交卷吗？`,
  handInReally: '确定交卷',
  writeOn: '接着写',
  abandon: '放弃这一场',
  abandonQuestion: '放弃以后，这一场写的内容都会丢掉，也不评分。',
  abandonReally: '确定放弃',
  grading: (done: number, all: number) => `正在评分，已评 ${done} / ${all} 份…`,
  timeUp: '时间到了，已经自动交卷。',
  result: '这一场的结果',
  total: (score: number, marks: number) => `${score} / ${marks} 分`,
  totalHint: (graded: number, all: number) =>
    graded === all
      ? `${all} 道题的得分加在一起。`
      : `评出 ${graded} 题，共 ${all} 题；没评出的不算在内，没写的按 0 分算。`,
  question: '题目',
  score: '得分',
  notWritten: '没写，0 分',
  failed: '没评出来',
  retry: '再评一次没评出来的',
  weakest: (name: string) => `写了的题里，“${name}”得分最低，可以先从它练起。`,
  see: (title: string) => `看“${title}”的逐点反馈`,
  feedback: '逐点反馈',
  again: '再来一场',
  noQuestions: '这里没有可以抽的题。',
};

const en: typeof zh = {
  heading: 'Mock interview',
  lead: (count) =>
    `${count === 1 ? 'One question' : `${count} questions`} by chance, against the clock; the grades come when you hand in. Close the page if you must: you can go on later, but the clock does not stop.`,
  set: 'Questions from',
  anySet: 'all sets',
  time: 'Time',
  minutes: (minutes) => `${minutes} minutes`,
  begin: 'Begin',
  left: 'Time left',
  minutesLeft: (minutes) => `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left`,
  position: (position, all) => `Question ${position} of ${all}`,
  tab: (position, written) => `Question ${position}, ${written ? 'written' : 'not written'}`,
  questions: 'Questions',
  previous: 'Previous',
  next: 'Next',
  handIn: 'Hand in',
  handInEarly: (empty) =>
    `${empty} ${empty === 1 ? 'question has' : 'questions have'} no answer and will not be graded. Hand in all the same?`,
  handInReally: 'Hand in',
  writeOn: 'Go on writing',
  abandon: 'Give up this interview',
  abandonQuestion: 'Everything written in this interview will be lost, and nothing graded.',
  abandonReally: 'Give up',
  grading: (done, all) => `Grading, ${done} of ${all} done…`,
  timeUp: 'Time is up; your answers have been handed in.',
  result: 'Your result',
  total: (score, marks) => `${score} of ${marks}`,
  totalHint: (graded, all) =>
    graded === all
      ? `The scores of ${all === 1 ? 'the one question' : `all ${all} questions`} together.`
      : `${graded} of ${all} questions have a score; those that could not be graded are left out, those without an answer count 0.`,
  question: 'Question',
  score: 'Score',
  notWritten: 'no answer, 0',
  failed: 'not graded',
  retry: 'Grade those again that failed',
  weakest: (name) => `Of those you answered, “${name}” scored lowest; start there.`,
  see: (title) => `See the feedback on “${title}”`,
  feedback: 'Point by point',
  again: 'Another interview',
  noQuestions: 'There is no question to draw.',
};

/** What the mock interview says. */
export const mockWords = { zh, en };
