import type { Invitation } from '../client/api.ts';

const zhStates: Readonly<Record<Invitation['state'], string>> = {
  open: '有效',
  expired: '已过期',
  withdrawn: '已撤回',
};

const zh = {
  heading: '邀请候选人',
  lead: '给候选人一个链接，打开就能作答，不用注册。作答和结果记在候选人名下，候选人只看得到自己的。',
  candidate: '候选人姓名',
  candidateHint: '面试官和候选人看到的都是这个名字；重名的，请加上编号',
  noCandidate: '请填写候选人姓名。',
  days: '几天内有效',
  badDays: '请填 1 到 365 之间的整数。',
  some: (count: number) => (count === 0 ? '只答一部分题（不选就是全部题目）' : `只答选中的 ${count} 道题`),
  make: '生成邀请链接',
  known: (name: string) =>
    `“${name}”已经有一个有效的邀请，或者已经答过题。同名的两个人会看到彼此的作答：要是另一个人，请在姓名后面加个编号。`,
  again: '是同一个人，再发一个',
  made: (name: string) => `给“${name}”的邀请链接`,
  madeHint: '只发给本人：谁打开这个链接，作答就记在这个名下。链接只在这里显示这一次，离开本页就看不到了。',
  copy: '复制链接',
  copied: '已复制',
  copyByHand: '浏览器不让自动复制，链接已选中，请手动复制。',
  sent: '发出的邀请',
  none: '还没有邀请过谁。',
  states: zhStates,
  every: '全部题目',
  questions: (count: number) => `${count} 道题`,
  until: (when: string) => `有效到 ${when}`,
  withdrawnAt: (when: string) => `${when} 撤回`,
  by: (name: string) => `${name}发出`,
  byCommand: '命令行发出',
  withdraw: (name: string) => `撤回给${name}的邀请`,
  withdrawShort: '撤回',
  withdrawSure: '链接马上失效，正在作答的也会退出。已经交的作答还在。',
  withdrawYes: '确定撤回',
  withdrawNo: '先不撤回',
  more: '更早的邀请',
};

const en: typeof zh = {
  heading: 'Invite candidates',
  lead: 'Give a candidate a link that opens the questions, without an account. Answers and grades are kept under their name; they see their own alone.',
  candidate: 'Candidate’s name',
  candidateHint: 'Interviewers and the candidate see this name; add a number where two have the same',
  noCandidate: 'Enter the candidate’s name.',
  days: 'Valid for how many days',
  badDays: 'Enter a whole number from 1 to 365.',
  some: (count) =>
    count === 0
      ? 'Only some questions (all of them where none is chosen)'
      : `Only the ${count} ${count === 1 ? 'question' : 'questions'} chosen here`,
  make: 'Make the link',
  known: (name) =>
    `“${name}” has an open invitation or has answered already. Two people of one name would see each other’s answers: add a number to the name of another person.`,
  again: 'It is the same person: invite again',
  made: (name) => `Link for “${name}”`,
  madeHint:
    'Send it to them alone: whoever opens it answers under their name. It is shown here this once, and is gone when you leave the page.',
  copy: 'Copy the link',
  copied: 'Copied',
  copyByHand: 'The browser does not let the page copy; the link is selected, copy it by hand.',
  sent: 'Invitations sent',
  none: 'Nobody has been invited yet.',
  states: { open: 'open', expired: 'expired', withdrawn: 'withdrawn' },
  every: 'all questions',
  questions: (count) => `${count} ${count === 1 ? 'question' : 'questions'}`,
  until: (when) => `until ${when}`,
  withdrawnAt: (when) => `withdrawn ${when}`,
  by: (name) => `sent by ${name}`,
  byCommand: 'sent on the command line',
  withdraw: (name) => `Withdraw the invitation of ${name}`,
  withdrawShort: 'Withdraw',
  withdrawSure:
    'The link ends at once, and so does the session of whoever is answering. Answers that were handed in stay.',
  withdrawYes: 'Withdraw it',
  withdrawNo: 'Leave it',
  more: 'Earlier invitations',
};

/** What the page of invitations says. */
export const invitationWords = { zh, en };
