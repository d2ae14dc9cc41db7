import { describe, expect, it } from 'vitest';
import { sheetOf } from './bank.ts';
import { workbookOf, zipOf } from './zip-files.ts';

const shown = (sheet: Awaited<ReturnType<typeof sheetOf>>): string[] => [
  ...sheet.submissions.map(({ id, candidate, question, answer }) => `${id} ${candidate} ${question}: ${answer}`),
  ...sheet.faults.map(({ line, field, message }) => `${line} ${field}: ${message}`),
];

describe('a sheet with one answer a row', () => {
  it.each([
    ['Chinese names', '编号,姓名,题目,回答'],
    ['other Chinese names', '序号,候选人姓名（必填）,题号,作答内容'],
    ['names as a questionnaire writes them', '序号,1、您的姓名：,2. 题目,3、请填写您的回答'],
    ['English names', 'id,candidate,question,answer'],
    ['English names as people write them', 'ID,Candidate Name,Question ID,Answer Text'],
    ['tabs', '编号\t姓名\t题目\t回答'],
    ['semicolons', '编号;姓名;题目;回答'],
    ['a title above the header', '2026 年春季招聘答题汇总\n\n编号,姓名,题目,回答'],
  ])('is read with %s', async (_, header) => {
    const delimiter = /[\t;]/.exec(header)?.[0] ?? ',';
    const row = ['a1', '李雷', 'late-delivery', '先道歉'].join(delimiter);
    const sheet = await sheetOf('answers.csv', `${header}\n${row}\n`);
    expect(shown(sheet)).toEqual(['a1 李雷 late-delivery: 先道歉']);
    expect(sheet.submissions[0]?.origin).toEqual({ file: 'answers.csv', row: header.split('\n').length + 1 });
  });

  it('finds a question by its id, its title or its text, punctuation aside', async () => {
    const names = [
      'refund-request',
      'Refund-Request',
      '客户要求退款',
      '如果客户要求退款,您会如何处理',
      'If a customer asks for a refund, how would you handle it?',
    ];
    const sheet = await sheetOf('a.csv', `题目,回答\n${names.map((name) => `"${name}",好`).join('\n')}`);
    expect(sheet.faults).toEqual([]);
    expect(sheet.submissions.map(({ question }) => question)).toEqual(names.map(() => 'refund-request'));
  });

  it('tries the number and the text of a question where a sheet has both', async () => {
    const sheet = await sheetOf('a.csv', '题号,题目,回答\n3,客户要求退款,好\n');
    expect(shown(sheet)).toEqual(['2 null refund-request: 好']);
  });

  it('reads cells that run over lines and hold quotation marks', async () => {
    const sheet = await sheetOf(
      'a.csv',
      '题目,回答\nrefund-request,"先道歉，\n再说 ""抱歉"""\nlate-delivery,尺寸 5" 的\n',
    );
    expect(sheet.submissions.map(({ answer, origin }) => [answer, origin?.row])).toEqual([
      ['先道歉，\n再说 "抱歉"', 2],
      ['尺寸 5" 的', 4],
    ]);
  });

  it('names a row without an id by its number', async () => {
    expect(shown(await sheetOf('a.csv', 'id,question,answer\n,refund-request,好\n7,refund-request,行\n'))).toEqual([
      'row 2 null refund-request: 好',
      '7 null refund-request: 行',
    ]);
  });

  it('reports an unknown question, a double id, an empty candidate and an empty question with row and column, and takes the rest', async () => {
    const rows = [
      '1,李雷,refund-request,好',
      '2,韩梅,refund-reqest,好',
      '1,王强,refund-request,好',
      '4,,refund-request,好',
      '5,陈静,,好',
      '6,陈静,今天天气好吗,好',
      ',,,',
      '8,赵敏,refund-request,',
    ];
    expect(shown(await sheetOf('a.csv', `编号,姓名,题目,回答\n${rows.join('\n')}\n`))).toEqual([
      '1 李雷 refund-request: 好',
      '8 赵敏 refund-request: ',
      '3 题目 (C): there is no question "refund-reqest"; did you mean refund-request?',
      '4 编号 (A): "1" stands twice; give each an id of its own',
      expect.stringMatching(/^5 姓名 \(B\): is empty/),
      expect.stringMatching(/^6 题目 \(C\): is empty/),
      expect.stringMatching(/^7 题目 \(C\): there is no question "今天天气好吗"/),
    ]);
  });

  it('loses only the line that opens a quotation without closing it', async () => {
    const rows = [
      '1,refund-request,"没有闭合',
      '2,refund-request,"好"',
      '3,refund-request,行',
      '4,refund-request,"又没有',
    ];
    const sheet = await sheetOf('a.csv', `id,question,answer\n${rows.join('\n')}\n`);
    expect(sheet.submissions.map(({ id }) => id)).toEqual(['2', '3']);
    expect(sheet.faults.map(({ line }) => line)).toEqual([2, 5]);
  });
});

describe('a sheet with one column a question', () => {
  it('gives every filled cell as an answer, and reports a column that is no question of the bank', async () => {
    const header = '姓名,部门,1. 客户要求退款,第2题：如何利用客户反馈来改善服务质量？,第3题：你怎么看月球？';
    expect(
      shown(await sheetOf('a.csv', `${header}\n李雷,客服,先道歉,,圆的\n韩梅,客服,先核实,收集反馈,亮的\n`)),
    ).toEqual([
      '2/refund-request 李雷 refund-request: 先道歉',
      '3/refund-request 韩梅 refund-request: 先核实',
      '3/use-feedback 韩梅 use-feedback: 收集反馈',
      expect.stringMatching(/^1 第3题：你怎么看月球？ \(E\): there is no question/),
    ]);
  });
});

describe('merged cells of a workbook', () => {
  it('stand for every row beside them, a name and a question, and for none below', async () => {
    const rows = [
      ['姓名', '题目', '回答'],
      ['李雷', 'late-delivery', '先道歉'],
      ['', 'refund-request', '先核实'],
      ['韩梅', '', '好'],
      ['', 'late-delivery', '行'],
    ];
    const cells = rows.flatMap((row, line) =>
      row.flatMap((text, column) => (text === '' ? [] : [{ at: `${'ABC'[column]}${line + 1}`, text }])),
    );
    const sheet = await sheetOf('a.xlsx', zipOf(workbookOf(cells, ['A2:A3', 'B3:B4', 'C1:D1'])));
    expect(shown(sheet)).toEqual([
      '2 李雷 late-delivery: 先道歉',
      '3 李雷 refund-request: 先核实',
      '4 韩梅 refund-request: 好',
      expect.stringMatching(/^5 姓名 \(A\): is empty/),
    ]);
  });
});

describe('a sheet drawn with bars', () => {
  it('is read without its bars and the line below its head', async () => {
    const table = '| 姓名 | 题目 | 回答 |\n|:---|---|---:|\n| 李雷 | refund-request | 先道歉 |\n';
    expect(shown(await sheetOf('a.md', table))).toEqual(['3 李雷 refund-request: 先道歉']);
  });
});

describe('answers as JSON', () => {
  const answer = { id: 'a', question: 'refund-request', answer: '好', candidate: '李雷', labels: { empathy: 'met' } };

  it.each([
    ['lines', 'a.jsonl', `${JSON.stringify(answer)}\n\n`],
    ['a list', 'a.json', JSON.stringify([answer])],
    ['a list under a key', 'a.json', JSON.stringify({ exported: '2026-03-01', data: { answers: [answer] } }, null, 2)],
    ['Chinese keys', 'a.json', JSON.stringify([{ 编号: 'a', 题目: '客户要求退款', 回答: '好', 姓名: '李雷' }])],
    [
      'candidates with their answers',
      'a.json',
      JSON.stringify({
        page: 1,
        interviews: [{ candidate: '李雷', answers: [{ id: 'a', q: 'refund-request', a: '好' }] }],
      }),
    ],
    [
      'a list within a list',
      'a.json',
      JSON.stringify([{ name: '李雷', qa: [{ id: 'a', 题目: '客户要求退款', 回答: '好' }] }]),
    ],
    ['another name', 'export.txt', `${JSON.stringify(answer)}\n${JSON.stringify({ ...answer, id: 'b' })}\n`],
  ])('are read from %s', async (_, name, content) => {
    expect(shown(await sheetOf(name, content))[0]).toBe('a 李雷 refund-request: 好');
  });

  it('are read by candidate and question', async () => {
    const content = JSON.stringify({ 李雷: { 'late-delivery': '先道歉' }, 韩梅: { 客户要求退款: '好', 工号: 7 } });
    expect(shown(await sheetOf('a.json', content))).toEqual([
      '1/late-delivery 李雷 late-delivery: 先道歉',
      '2/refund-request 韩梅 refund-request: 好',
    ]);
  });

  it('reports each line that cannot be taken', async () => {
    const lines = [
      '{"id": "x", ',
      '[1]',
      JSON.stringify({ id: 'q', answer: '好' }),
      JSON.stringify({ id: 'q', question: 'refund-request' }),
      JSON.stringify({ id: 'q', question: 'refund-request', answer: ['好'] }),
      JSON.stringify({ id: 'q', question: 'refund-request', answer: '您\u0000好' }),
      JSON.stringify({ id: 'q', question: 'refund-request', answer: 'x'.repeat(20_001) }),
      JSON.stringify({ id: 'x'.repeat(201), question: 'refund-request', answer: '好' }),
      JSON.stringify(answer),
    ];
    expect(shown(await sheetOf('a.jsonl', lines.join('\n')))).toEqual([
      'a 李雷 refund-request: 好',
      '1 : is not JSON',
      '2 : is no object with a question and an answer',
      '3 question: is missing',
      '4 answer: is missing',
      '5 answer: is no text',
      '6 answer: holds a NUL character, so it is not a text',
      '7 answer: is 20001 characters long; an answer is at most 20000',
      '8 id: is longer than 200 characters',
    ]);
  });
});
