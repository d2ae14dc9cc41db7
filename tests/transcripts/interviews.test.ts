import { describe, expect, it } from 'vitest';
import { answersOf, interviewOf } from './bank.ts';

const late = '客户说好明天到，结果两天了还没收到货，非要补偿，你怎么处理？';
const refund = '如果客户要求退款，您会如何处理？';

describe('speaker labels', () => {
  it.each([
    ['roles', `面试官：${late}\n候选人：先道歉`],
    ['roles and half-width colons', `面试官: ${late}\n应聘者: 先道歉`],
    ['Q and A', `Q1：${late}\nA1：先道歉\nQ2：好的\nA2：嗯`],
    ['question and answer', `问：${late}\n答：先道歉`],
    ['HR', `HR：${late}\n候选人：先道歉`],
    ['English roles', `Interviewer: ${late}\nCandidate: 先道歉`],
    ['times in brackets before', `[00:12:03] 面试官：${late}\n[00:12:40] 候选人：先道歉`],
    ['times in round brackets before', `(10:32) 面试官：${late}\n（10:33）候选人：先道歉`],
    ['dates before', `2026-03-01 10:32 面试官：${late}\n2026-03-01 10:33:05 候选人：先道歉`],
    ['times after the name', `王敏(00:00:12): ${late}\n李雷(00:00:40): 先道歉`],
    ['names with times on lines of their own', `王敏 10:32\n${late}\n\n李雷 10:33\n先道歉`],
    ['a chat export', `王敏 2026-03-01 10:32:05\n${late}\n\n李雷 2026-03-01 10:33:00\n先道歉`],
    ['a chat export with the time first', `2026-03-01 10:32:05 小助手\n${late}\n\n2026-03-01 10:33:00 李雷\n先道歉`],
    ['numbered voices', `说话人1 00:05\n${late}\n说话人2 00:40\n先道歉`],
    ['bold type', `**面试官：** ${late}\n\n**候选人：** 先道歉`],
    ['bold names', `**面试官**：${late}\n\n**候选人**：先道歉`],
    ['a list', `- 面试官：${late}\n- 候选人：先道歉`],
    ['a numbered list', `1. 面试官：${late}\n2. 候选人：先道歉`],
    ['brackets', `【面试官】${late}\n【候选人】先道歉`],
    ['names', `王敏：${late}\n李雷：先道歉\n王敏：好的\n李雷：嗯`],
    ['roles with names', `面试官（王敏）：${late}\n候选人（李雷）：先道歉`],
    ['numbers with a stop', `Q1. ${late}\nA1. 先道歉\nQ2、好的\nA2、嗯`],
    ['a time and a voice, with a blank after them', `[10:02] 说话人1 ${late}\n[10:03] 说话人 2 先道歉`],
    ['names with times in brackets and a blank', `王敏 (00:12) ${late}\n李雷 (00:40) 先道歉`],
    ['names with roles in brackets', `王敏（面试官）：${late}\nKevin Zhang [Candidate]: 先道歉`],
    ['two interviewers', `面试官（男）：${late}\n李雷：先道歉`],
    ['a table drawn with bars', `| 发言人 | 内容 |\n| --- | :-: |\n| 面试官 | ${late} |\n| 李雷 | 先道歉 |`],
    ['labels on lines of their own', `面试官：\n${late}\n候选人：\n先道歉`],
  ])('are found in the form of %s', async (_, text) => {
    const { speakers, submissions, faults } = await interviewOf('interview.txt', text);
    expect(faults).toEqual([]);
    expect(speakers.map(({ role }) => role)).toEqual(['interviewer', 'candidate']);
    expect(submissions.map(({ question, answer }) => [question, answer.slice(0, 3)])).toEqual([
      ['late-delivery', '先道歉'],
    ]);
  });

  it('are seen once where the file is named for the person, or an interviewer calls them', async () => {
    const talk = `面试官：${late}\n周凯：先道歉\n周凯：再查物流\n林悦：先安抚\n面试官：好的。`;
    const speakers = async (name: string, text: string) =>
      (await interviewOf(name, text)).speakers.map((speaker) => `${speaker.name} ${speaker.role}`);
    const all = ['面试官 interviewer', '周凯 candidate', '林悦 candidate'];
    expect(await speakers('群面（周凯、林悦）.txt', talk)).toEqual(all);
    expect(await speakers('a.txt', talk.replace('面试官：好的', '面试官：林悦，你说得好'))).toHaveLength(3);
    expect(await speakers('a.txt', `面试官：${late}\n李雷：先道歉`)).toEqual(['面试官 interviewer', '李雷 candidate']);
  });

  it('leave out what a chat program says', async () => {
    const { turns } = await interviewOf('a.txt', `面试官 9:30\n${late}\n李雷 9:31\n先道歉\n"李雷" 撤回了一条消息`);
    expect(turns.map(({ text }) => text)).toEqual([late, '先道歉']);
  });

  it('are not seen in what is said in points', async () => {
    const said = '先道歉。\n第一步：安抚\n第二步：查物流\n然后我会说：\n客服：您好\n客户：怎么还没到';
    const { turns } = await interviewOf('a.txt', `面试官：${late}\n候选人：${said}\n面试官：好的，谢谢。`);
    expect(turns.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['面试官', late],
      ['候选人', said],
      ['面试官', '好的，谢谢。'],
    ]);
  });
});

describe('the name of the candidate', () => {
  const talk = `面试官：${late}\n候选人：先道歉`;
  it.each([
    ['the label', 'a.txt', `面试官：${late}\n候选人（李雷）：先道歉`, '李雷'],
    ['the head', '韩梅.txt', `岗位：客服专员\n面试官：王敏\n候选人：李雷\n\n${talk}`, '李雷'],
    ['the label before its role', 'a.txt', `面试官：${late}\nKevin Zhang [Candidate]: 先道歉`, 'Kevin Zhang'],
    ['a line 姓名', 'a.txt', `姓名：李雷\n时间：2026-03-01\n\n${talk}`, '李雷'],
    ['the name of the file', '面试记录-李雷-20260301.txt', talk, '李雷'],
    ['the name of the file in English', 'Interview_Emily_Chen_2026.txt', talk, 'Emily Chen'],
    ['nothing', '客服面试记录-周一.txt', talk, null],
  ])('comes from %s', async (_, name, text, candidate) => {
    const { submissions } = await interviewOf(name, text);
    expect(submissions.map((submission) => submission.candidate)).toEqual([candidate]);
  });
});

describe('the roles of the speakers', () => {
  const asks = `王敏：${late}\n李雷：先道歉\n王敏：${refund}\n李雷：先核实`;

  it('are told by who asks the questions of the bank', async () => {
    const { speakers } = await interviewOf('a.txt', asks);
    expect(speakers).toEqual([
      { name: '王敏', role: 'interviewer', turns: 2 },
      { name: '李雷', role: 'candidate', turns: 2 },
    ]);
  });

  it('are candidates where an interviewer calls several of them, though an answer speaks of asking', async () => {
    const talk = `面试官：${refund}王芳先来。\n王芳：先听他说为什么要退，再核对，符合就退。\n面试官：李强呢？\n李强：先道歉。`;
    const { submissions } = await interviewOf('a.txt', talk);
    expect(submissions.map(({ candidate, answer }) => [candidate, answer])).toEqual([
      ['王芳', '先听他说为什么要退，再核对，符合就退。'],
      ['李强', '先道歉。'],
    ]);
  });

  it('are told of two by who asks and says little, where no question is told', async () => {
    const talk =
      '王敏：那骂人的客户你咋整\n李雷：先让他骂，骂完了我说对不起，再问清楚什么事，给他解决，第二天打个电话\n';
    const { speakers } = await interviewOf('a.txt', `${talk}王敏：他还骂\n李雷：那我请主管来，两个小时内回他`);
    expect(speakers.map(({ name, role }) => [name, role])).toEqual([
      ['王敏', 'interviewer'],
      ['李雷', 'candidate'],
    ]);
  });

  it('are as the sender tells them, whatever the words say', async () => {
    const { speakers, submissions } = await interviewOf('a.txt', asks, ['王敏']);
    expect(speakers.map(({ role }) => role)).toEqual(['candidate', 'interviewer']);
    expect(submissions).toEqual([]);
  });

  it('are asked for when they cannot be told, with the names of the speakers', async () => {
    const { submissions, turns, faults } = await interviewOf(
      'a.txt',
      '王敏：今天天气不错\n李雷：是的\n王敏：吃了吗\n李雷：吃了',
    );
    expect(submissions).toEqual([]);
    expect(turns).toHaveLength(4);
    expect(faults.map(({ message }) => message)).toEqual([
      'cannot be told apart: 王敏 (2), 李雷 (2); name the candidate with --candidate-speaker (candidate_speaker over HTTP)',
    ]);
  });

  it('name the speakers when the candidate that was told is not among them', async () => {
    await expect(interviewOf('a.txt', asks, ['韩梅'])).rejects.toThrow('韩梅: is none of the speakers: 王敏, 李雷');
  });

  it('may be those of several candidates', async () => {
    const text = `面试官：${late}\n候选人1：先道歉\n候选人2：我先查物流\n面试官：${refund}\n候选人2：先核实\n候选人1：先听`;
    const { submissions } = await interviewOf('group.txt', text);
    expect(submissions.map(({ id, candidate, answer }) => [id, candidate, answer])).toEqual([
      ['group.txt#候选人1#late-delivery', '候选人1', '先道歉'],
      ['group.txt#候选人1#refund-request', '候选人1', '先听'],
      ['group.txt#候选人2#late-delivery', '候选人2', '我先查物流'],
      ['group.txt#候选人2#refund-request', '候选人2', '先核实'],
    ]);
  });
});

describe('answers', () => {
  it('go on over follow-up questions and remarks, and end at another question', async () => {
    const interview = await interviewOf(
      'a.txt',
      [
        '面试官：你好，路上还顺利吗？',
        '候选人：挺顺利的。',
        `面试官：好，${late}`,
        '候选人：先道歉，',
        '面试官：嗯嗯。',
        '候选人：再查物流。',
        '面试官：那如果客户还是不满意呢？',
        '候选人：申请运费券。',
        '面试官：你为什么离开上一家公司？',
        '候选人：想离家近一点。',
      ].join('\n'),
    );
    expect(answersOf(interview)).toEqual({ 'late-delivery': '先道歉，\n再查物流。\n申请运费券。' });
    expect(interview.submissions[0]?.origin?.turns).toEqual([
      { turn: 4, start: 0, end: 4 },
      { turn: 6, start: 5, end: 10 },
      { turn: 8, start: 11, end: 17 },
    ]);
    expect(interview.unmatched.map(({ turn, reason }) => [turn, reason])).toEqual([
      [1, 'unmatched'],
      [9, 'unmatched'],
    ]);
  });

  it('end at a question that is nearest to another one, though the running one is not far', async () => {
    const ask = 'Interviewer: How would you handle a customer who asks for a refund?\nCandidate: I check the order.\n';
    const { submissions } = await interviewOf(
      'a.txt',
      `${ask}Interviewer: How do you deal with customers who lose their temper?\nCandidate: I stay calm.`,
    );
    expect(submissions[0]).toMatchObject({ question: 'refund-request', answer: 'I check the order.' });
  });

  it('end at a question that is nearer to another one by far, though it begins like a follow-up', async () => {
    const { submissions, unmatched } = await interviewOf(
      'a.txt',
      `Interviewer: ${late}\nCandidate: I apologise.\nInterviewer: And what about three customers coming in at the same time, one regular, one VIP and one who has complained to head office?\nCandidate: The complaint first.`,
    );
    expect(submissions.map(({ answer }) => answer)).toEqual(['I apologise.']);
    expect(unmatched.map(({ turn }) => turn)).toEqual([3]);
  });

  it('belong to both of two questions that are asked at once', async () => {
    const interview = await interviewOf('a.txt', `面试官：${refund}另外，您如何处理情绪失控的客户？\n候选人：先听他说`);
    expect(answersOf(interview)).toEqual({ 'refund-request': '先听他说', 'angry-customer': '先听他说' });
  });

  it('belong to a question that is asked in two turns', async () => {
    const text =
      '面试官：说好明天到，过去两天了还没送到，\n候选人：嗯\n面试官：客户要求必须给补偿，你怎么处理？\n候选人：先道歉';
    expect(answersOf(await interviewOf('a.txt', text))).toEqual({ 'late-delivery': '先道歉' });
  });

  it('go on when a question is taken up again', async () => {
    const text = `面试官：${late}\n候选人：先道歉\n面试官：${refund}\n候选人：先核实\n面试官：回到刚才说好明天到、过去两天还没到的那位客户，补偿你怎么给？\n候选人：给运费券`;
    expect(answersOf(await interviewOf('a.txt', text))).toEqual({
      'late-delivery': '先道歉\n给运费券',
      'refund-request': '先核实',
    });
  });
});
