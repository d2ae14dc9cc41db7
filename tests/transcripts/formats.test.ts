import { describe, expect, it } from 'vitest';
import { gb18030 } from '../../tools/gb18030.ts';
import { wordDocument } from '../../tools/word-document.ts';
import { answersOf, interviewOf, sheetOf } from './bank.ts';

const refund = '如果客户要求退款，您会如何处理？';
const talk = `面试官：${refund}\n候选人：先核实订单，\n再提交退款。\n面试官：好的。\n`;
const answer = { 'refund-request': '先核实订单，\n再提交退款。' };

const wide = (text: string, endian: 'le' | 'be', mark: string): Buffer => {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return endian === 'le' ? bytes : bytes.swap16();
};

describe('an interview as a text', () => {
  it.each<[string, Uint8Array | string]>([
    ['UTF-8', talk],
    ['UTF-8 with a byte order mark', `\uFEFF${talk}`],
    ['UTF-8 with Windows line ends', talk.replaceAll('\n', '\r\n')],
    ['UTF-8 with old Mac line ends', talk.replaceAll('\n', '\r')],
    ['GB18030', gb18030(talk)],
    ['UTF-16 LE with a mark', wide(talk, 'le', '\uFEFF')],
    ['UTF-16 BE with a mark', wide(talk, 'be', '\uFEFF')],
    ['UTF-16 LE without a mark', wide(`10:00 开始\n${talk}`, 'le', '')],
    ['UTF-16 BE without a mark', wide(`10:00 开始\n${talk}`, 'be', '')],
    ['Word', wordDocument(talk)],
    ['Word under another name', wordDocument(talk)],
  ])('is read as %s', async (kind, content) => {
    const name = kind === 'Word' ? 'a.docx' : 'a.txt';
    const interview = await interviewOf(name, content);
    expect(interview.faults).toEqual([]);
    expect(answersOf(interview)).toEqual(answer);
  });

  it('is read from a document whose table has a cell for each speaker', async () => {
    const cells = ['面试官', refund, '候选人', '先核实订单。'];
    expect(answersOf(await interviewOf('a.docx', wordDocument(cells.join('\n'))))).toEqual({
      'refund-request': '先核实订单。',
    });
  });
});

describe('a table in a document', () => {
  it('gives turns by its columns of questions and answers, and names the candidate', async () => {
    const form = [
      '面试记录表',
      '| 姓名 | 李雷 | 面试官 | 王敏 |',
      '| 序号 | 问题 | 候选人回答 | 评分 |',
      `| 1 | ${refund} | 先核实订单。 | 4 |`,
      '| 2 | 期望薪资？ | 六千 | |',
    ];
    const { submissions, unmatched } = await interviewOf('a.docx', wordDocument(form.join('\n')));
    expect(submissions.map(({ candidate, answer: text }) => [candidate, text])).toEqual([['李雷', '先核实订单。']]);
    expect(unmatched.map(({ text }) => text)).toEqual(['期望薪资？']);
  });

  it.each([
    ['speakers and times', ['| 时间 | 发言人 | 内容 |', `| 10:00 | 面试官 | ${refund} |`, '| 10:01 | 李雷 | 先核实 |']],
    ['pairs', [`| 面试官 | ${refund} |`, '| 候选人 | 先核实 |']],
  ])('gives turns by %s', async (_, rows) => {
    const interview = await interviewOf('a.docx', wordDocument(rows.join('\n')));
    expect(answersOf(interview)).toEqual({ 'refund-request': '先核实' });
  });
});

describe('a written test without labels', () => {
  const late = '订单已发货却没有按承诺时间送到，客户说：说好明天到，现在过去两天了还没到，必须给我补偿！你怎样处理？';

  it.each([
    ['numbers', `姓名：李雷\n1. ${refund}\n先核实，\n2）再提交。\n2、你喜欢什么运动？\n跑步\n3. ${late}\n先道歉`],
    [
      'Chinese numbers',
      `姓名：李雷\n一、${refund}\n先核实，\n2）再提交。\n二、你喜欢什么运动？\n跑步\n三、${late}\n先道歉`,
    ],
    [
      'blank lines',
      `姓名：李雷\n\n${refund}\n\n先核实，\n\n2）再提交。\n\n你喜欢什么运动？\n\n跑步\n\n${late}\n\n先道歉`,
    ],
    [
      'headings',
      `姓名：李雷\n## 1. ${refund}\n先核实，\n2）再提交。\n## 2. 你喜欢什么运动？\n跑步\n## 3. ${late}\n先道歉`,
    ],
    [
      'answers that are labelled',
      `姓名：李雷\n1. ${refund}\n答：先核实，\n2）再提交。\n2. 你喜欢什么运动？\n答：跑步\n3. ${late}\n答：先道歉`,
    ],
  ])('is parted by its questions, with %s', async (_, text) => {
    const { submissions, unmatched, faults } = await interviewOf('a.txt', text);
    expect(faults).toEqual([]);
    expect(submissions.map(({ candidate, answer: said }) => [candidate, said.replaceAll('\n\n', '\n')])).toEqual([
      ['李雷', '先核实，\n2）再提交。'],
      ['李雷', '先道歉'],
    ]);
    expect(unmatched.map((turn) => turn.text.replace(/^[2二][.、]\s?/, ''))).toEqual(['你喜欢什么运动？']);
  });

  it('is no interview where none of its lines is a question of the bank', async () => {
    await expect(interviewOf('a.txt', '1. 你喜欢什么运动？\n跑步')).rejects.toThrow('has no speakers');
  });
});

describe('an interview as subtitles', () => {
  const srt = (...texts: readonly string[]): string =>
    texts.map((text, index) => `${index + 1}\n00:00:0${index},000 --> 00:00:0${index + 1},500\n${text}\n`).join('\n');

  it('joins what one speaker says over several subtitles, with the time of the first', async () => {
    const content = srt('面试官：如果客户要求退款，', '您会如何处理？', '候选人：先核实订单，', '再提交退款。');
    const { turns } = await interviewOf('a.srt', content);
    expect(turns.map(({ speaker, at, text }) => [speaker, at, text])).toEqual([
      ['面试官', '00:00:00', refund],
      ['候选人', '00:00:02', '先核实订单，再提交退款。'],
    ]);
  });

  it.each([
    ['Windows line ends', srt(`面试官：${refund}`, '候选人：先核实').replaceAll('\n', '\r\n'), 'a.srt'],
    ['an empty subtitle', srt(`面试官：${refund}`, '', '候选人：先核实'), 'a.srt'],
    [
      'voice tags',
      `WEBVTT\n\n00:01.000 --> 00:02.000\n<v 王敏>${refund}</v>\n\n00:03.000 --> 00:04.000\n<v.loud 李雷><i>先核实</i></v>\n`,
      'a.vtt',
    ],
    [
      'notes and settings',
      `WEBVTT - 面试\nKind: captions\n\nNOTE\n第一场\n\n00:01.000 --> 00:02.000 align:start\n王敏：${refund}\n\n00:03.000 --> 00:04.000\n李雷：先核实\n\n00:05.000 --> 00:06.000\n王敏：好\n\n00:05.000 --> 00:06.000\n李雷：嗯\n`,
      'a.vtt',
    ],
    ['another name', srt(`面试官：${refund}`, '候选人：先核实'), 'a.txt'],
  ])('is read with %s', async (_, content, name) => {
    expect(answersOf(await interviewOf(name, content))).toEqual({ 'refund-request': '先核实' });
  });
});

describe('an interview as a table or JSON', () => {
  const turns = [
    { speaker: '王敏', text: refund },
    { speaker: '李雷', text: '先核实' },
  ];

  it.each([
    ['speaker and text', 'a.csv', `发言人,内容\n王敏,${refund}\n李雷,先核实\n`],
    ['a time and merged speakers', 'a.csv', `时间,说话人,转写文本\n00:01,王敏,${refund}\n00:02,李雷,先核\n00:03,,实\n`],
    ['English names', 'a.tsv', `Speaker\tText\n王敏\t${refund}\n李雷\t先核实\n`],
    ['a list of turns', 'a.json', JSON.stringify(turns)],
    ['turns under a key', 'a.json', JSON.stringify({ meta: { at: 1 }, data: { messages: turns } })],
    [
      'a chat with parts',
      'a.json',
      JSON.stringify({
        messages: turns.map(({ speaker, text }) => ({ role: speaker, content: [{ type: 'text', text }] })),
      }),
    ],
    [
      'named senders',
      'a.json',
      JSON.stringify(
        turns.map(({ speaker, text }) => ({ from: { name: speaker }, message: text, date: '2026-03-01' })),
      ),
    ],
    [
      'recognised speech',
      'a.json',
      JSON.stringify({ segments: turns.map((turn, index) => ({ ...turn, start: index * 61.5, end: 3, words: [] })) }),
    ],
    [
      'paragraphs of sentences, beside a list of who took part',
      'a.json',
      JSON.stringify({
        data: {
          participants: turns.map(({ speaker }, id) => ({ id, name: speaker })),
          paragraphs: turns.map(({ speaker, text }, pid) => ({
            pid,
            speaker: { name: speaker },
            start_time: 1,
            sentences: [{ text }],
          })),
        },
      }),
    ],
    ['lines', 'a.jsonl', turns.map((turn) => `${JSON.stringify(turn)}\n`).join('')],
  ])('is read from %s', async (_, name, content) => {
    const interview = await interviewOf(name, content);
    expect(interview.speakers.map(({ role }) => role)).toEqual(['interviewer', 'candidate']);
    expect(interview.submissions.map((submission) => submission.answer.replace('\n', ''))).toEqual(['先核实']);
  });

  it('says in which minute a turn of recognised speech begins', async () => {
    const segments = turns.map((turn, index) => ({ ...turn, start: index * 3661.5 }));
    const interview = await interviewOf('a.json', JSON.stringify({ segments }));
    expect(interview.turns.map(({ at }) => at)).toEqual(['00:00:00', '01:01:01']);
  });

  it('names the line of JSONL that is no turn', async () => {
    const content = `${JSON.stringify(turns[0])}\n{"speaker": "李雷"}\n`;
    await expect(interviewOf('a.jsonl', content)).rejects.toThrow('a.jsonl:2: is no turn with a speaker and a text');
  });
});

describe('a sheet', () => {
  it('is read in GB18030, row by row', async () => {
    const { submissions } = await sheetOf('a.csv', gb18030('编号,题目,回答\n1,客户要求退款,先核实\n'));
    expect(submissions.map(({ answer: text }) => text)).toEqual(['先核实']);
  });

  it('is read in UTF-16, as Excel saves "Unicode text"', async () => {
    const { submissions } = await sheetOf(
      'a.txt',
      wide('编号\t题目\t回答\r\n1\t客户要求退款\t先核实\r\n', 'le', '\uFEFF'),
    );
    expect(submissions.map(({ answer: text }) => text)).toEqual(['先核实']);
  });
});
