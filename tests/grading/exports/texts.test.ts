import { Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { Grade } from '../../../src/core/grade.ts';
import { exportResults, formatOf } from '../../../src/grading/exports/export-results.ts';
import { Scorecards } from '../../../src/grading/scorecards/scorecards-schema.ts';
import { graded } from '../scorecards/sample.ts';
import { exported, hostile, requestFor, rows } from './exported.ts';

describe('JSONL', () => {
  const linesOf = (text: Buffer) =>
    text
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('has one result a line, in the order of the input, whatever became of it', async () => {
    const lines = linesOf(await exported('jsonl'));
    expect(lines.map(({ answer_id, candidate, outcome, score }) => [answer_id, candidate, outcome, score])).toEqual([
      ['a0', '林晓', 'graded', rows[0]?.grade?.score],
      ['a1', '=cmd|calc', 'graded', 0],
      ['a2', '林晓', 'graded', 20],
      ['a3', '周舟', 'ungraded', null],
      ['a4', '=cmd|calc', 'unfinished', null],
    ]);
    expect(lines[3].reason).toBe('模型没有回应');
  });

  it('has grades that parse, and beside them what a rater decided', async () => {
    const lines = linesOf(await exported('jsonl'));
    for (const line of lines.slice(0, 3)) expect(Grade.safeParse(line).success).toBe(true);
    expect(lines[2].settled).toMatchObject({ percent: 50, by: 'rater', red_flags: [] });
    expect(lines[0]).not.toHaveProperty('settled');
  });

  it('says of near-identical answers that they are', async () => {
    const twins = [0, 1, 2].map((position) =>
      graded(
        position,
        `候选人${position}`,
        'late',
        'mmmm',
        position === 2 ? {} : { alike: { first: 0, likeness: 1 }, review: ['very_short'] },
      ),
    );
    const lines = linesOf(await exported('jsonl', requestFor(twins)));
    expect(lines.map(({ review }) => review.reasons)).toEqual([
      ['same_as_another_answer', 'very_short'],
      ['same_as_another_answer', 'very_short'],
      [],
    ]);
  });

  it('holds no more than a few results at a time', async () => {
    let [reads, handedOut, written, ahead] = [0, 0, 0, 0];
    const read = async function* () {
      reads++;
      handedOut = 0;
      for (let position = 0; position < 2000; position++) {
        handedOut++;
        yield graded(position, '甲', 'late', 'mmmm');
        ahead = Math.max(ahead, handedOut - written);
      }
    };
    const out = new Writable({
      write(chunk: Buffer, _, done) {
        written += chunk.toString().split('\n').length - 1;
        setImmediate(done);
      },
    });
    await exportResults({ ...requestFor([]), read }, 'jsonl', out);
    expect([reads, written]).toEqual([1, 2000]);
    expect(ahead).toBeLessThan(200);
  });
});

describe('CSV', () => {
  it('opens in Excel as UTF-8, with a head and a row an answer', async () => {
    const text = (await exported('csv')).toString();
    expect(text.startsWith('\ufeff编号,候选人,题目,')).toBe(true);
    const table: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(table.map((row) => [row.候选人, row.结果, row['得分率 %'], row.部分达到, row.红线])).toEqual([
      // late, mpmx: (2 + 1.5 + 4) / 10 = 75 %, less 30 %.
      ['林晓', '已评分', '45', 'sorry', 'blame'],
      ["'=cmd|calc", '已评分', '0', '', ''],
      ['林晓', '已评分', '50', 'care', ''],
      ['周舟', '未能评分', '', '', ''],
      ["'=cmd|calc", '尚未评分', '', '', ''],
    ]);
    expect(table.map((row) => row.需要复核)).toEqual(['两种评判相差较大', '有得分点待定', '', '', '']);
    expect(table[2]?.评分方式).toBe('人工复核');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('lets %j be no formula', async (answer) => {
    const text = (await exported('csv', requestFor([graded(0, answer, 'late', 'mmmm', { answer })]))).toString();
    const [row]: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect([row?.候选人, row?.作答]).toEqual([`'${answer}`, `'${answer}`]);
  });

  it('keeps line breaks and quotation marks', async () => {
    const table: Record<string, string>[] = parse((await exported('csv')).toString(), { bom: true, columns: true });
    expect(table[1]?.作答).toBe(`'${hostile}`);
  });

  it('has English heads and words', async () => {
    const text = (await exported('csv', requestFor(rows, { lang: 'en' }))).toString();
    const table: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(table[1]).toMatchObject({ outcome: 'graded', question: 'late (en)', 'to review': 'a point is undecided' });
  });
});

describe('JSON', () => {
  it('holds scorecards and results', async () => {
    const whole = JSON.parse((await exported('json')).toString());
    expect(Scorecards.parse(whole.scorecards).candidates).toHaveLength(3);
    expect(whole.results).toHaveLength(5);
    expect(whole).toMatchObject({ format: 'answer-grader/results', title: '三月面试', faults: [{ line: 7 }] });
  });

  it('of nothing parses too', async () => {
    const whole = JSON.parse((await exported('json', requestFor([]))).toString());
    expect(whole).toMatchObject({ results: [], scorecards: { candidates: [] } });
  });
});

describe('a format', () => {
  it('is known by the ending of a name', () => {
    expect(['a.jsonl', 'B.CSV', 'c.d.json'].map(formatOf)).toEqual(['jsonl', 'csv', 'json']);
  });

  it.each(['a.pdf', 'csv', 'a.constructor'])('of %s is refused with those that there are', (name) => {
    expect(() => formatOf(name)).toThrow('.jsonl');
  });
});

it('what fails while it is read fails the export', async () => {
  const read = async function* () {
    yield graded(0, '甲', 'late', 'mmmm');
    throw new Error('the store is gone');
  };
  for (const format of ['jsonl', 'csv', 'json'] as const)
    await expect(exported(format, { ...requestFor([]), read })).rejects.toThrow('the store is gone');
});
