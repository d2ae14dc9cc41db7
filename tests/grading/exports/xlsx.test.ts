import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { graded } from '../scorecards/sample.ts';
import { exported, hostile, requestFor, rows } from './exported.ts';

const open = async (request = requestFor(rows)) =>
  new Map((await readWorkbook(await exported('xlsx', request))).map(({ sheet, data }) => [sheet, data]));

async function sheetOf(name: string, request = requestFor(rows)) {
  const sheet = (await open(request)).get(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

describe('the workbook', () => {
  it('has a sheet for each thing that is looked for', async () => {
    expect([...(await open()).keys()]).toEqual(['总览', '题目对照', '得分点', '作答', '复核与问题', '说明']);
    const english = await open(requestFor(rows, { lang: 'en' }));
    expect([...english.keys()]).toEqual(['Overview', 'Questions', 'Points', 'Answers', 'Review and faults', 'About']);
  });

  it('opens with the ranking, numbers as numbers', async () => {
    const [about, heads, ...candidates] = await sheetOf('总览');
    expect(about?.[0]).toMatch(/^三月面试 · 规则引擎 · .*不给出录用与否的建议/);
    expect(heads?.slice(0, 10)).toEqual([
      '名次', '候选人', '平均得分率 %', '与均值相差', '已评题数', '未能评分', '需要复核', '红线', '共情安抚', '解决方案',
    ]); // biome-ignore format: a row
    // 林晓: late 45, refund 50 as decided → 47.5; late has the mean (45 + 0) / 2 = 22.5, refund one candidate.
    // solution: late fix 4 m + when 1 x; refund plan 5 x, care 15 p → (4 + 7.5) / 25 = 46 %.
    expect(candidates.map((row) => row.slice(0, 10))).toEqual([
      [1, '林晓', 47.5, 22.5, 2, 0, 1, 'blame', 70, 46],
      [2, '=cmd|calc', 0, -22.5, 1, 1, 1, null, 0, 0],
      [null, '周舟', null, null, 0, 1, 0, null, null, null],
    ]);
  });

  it('sets candidates against questions, with the mean of each', async () => {
    const [, ...table] = await sheetOf('题目对照');
    expect(table).toEqual([
      ['候选人', '物流超时', '退款', '平均得分率 %'],
      ['林晓', 45, 50, 47.5],
      ['=cmd|calc', 0, '未评', 0],
      ['周舟', '未评', null, null],
      ['均值', 22.5, 50, null],
    ]);
  });

  it('has a row a point, with its words, reason and advice', async () => {
    const [, heads, ...points] = await sheetOf('得分点');
    expect(heads).toContain('作答中的依据');
    // Two answers of four points, one of two.
    expect(points).toHaveLength(10);
    expect(points[1]).toEqual([
      '林晓',
      '物流超时',
      'sorry',
      '共情安抚',
      3,
      '部分达到',
      '对不起',
      null,
      '说明',
      '从略',
      null,
      'a0',
    ]);
    // A rater said otherwise.
    expect(points[8]).toMatchObject({ 2: 'plan', 5: '未达到', 10: '达到' });
  });

  it('lists what a person should look at, and what could not be read', async () => {
    const twins = ['甲', '乙'].map((name, index) =>
      graded(5 + index, name, 'late', 'mmmm', { alike: { first: 5, likeness: 1 } }),
    );
    const [, , ...items] = await sheetOf('复核与问题', requestFor([...rows, ...twins]));
    expect(items.map((item) => [item[0], item[1], item[4], item[5]])).toEqual([
      ['文件问题', null, '题目：没有这道题：“退换货”', '答卷.xlsx:7'],
      ['未能评分', '周舟', '模型没有回应', null],
      ['作答相似', '甲、乙', '措辞有 100 % 相同', null],
      ['需要复核', '林晓', '两种评判相差较大', null],
      ['需要复核', '=cmd|calc', '有得分点待定', null],
      ['需要复核', '甲', '与另一份作答高度相似', null],
      ['需要复核', '乙', '与另一份作答高度相似', null],
    ]);
  });

  it('takes text for text, whatever it begins with, and leaves out what XML cannot hold', async () => {
    const [, heads, ...answers] = await sheetOf('作答');
    const column = heads?.indexOf('作答') ?? -1;
    expect(answers[1]?.[column]).toBe(hostile.replaceAll('\u0000', '').replaceAll('\u0008', ''));
    expect(answers[1]?.[1]).toBe('=cmd|calc');
  });

  it('cuts what is longer than a cell can be', async () => {
    const answer = '好'.repeat(40_000);
    const [, heads, ...answers] = await sheetOf('作答', requestFor([graded(0, '甲', 'late', 'mmmm', { answer })]));
    const text = String(answers[0]?.[heads?.indexOf('作答') ?? -1]);
    expect(text).toHaveLength(32_767);
    expect(text.endsWith('好 …')).toBe(true);
  });

  it('of nothing has its heads', async () => {
    expect(await sheetOf('总览', requestFor([], { faults: [] }))).toHaveLength(2);
  });

  it('is refused for more answers than it can hold, before anything is written', async () => {
    const read = function* () {
      for (let position = 0; position <= 5_000; position++) yield graded(position, '甲', 'refund', 'mm');
    };
    await expect(exported('xlsx', { ...requestFor([]), read })).rejects.toThrow(
      'export: xlsx: takes at most 5,000 answers; use csv or jsonl',
    );
  });
});
