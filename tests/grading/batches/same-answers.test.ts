import { describe, expect, it } from 'vitest';
import { collectSameAnswers } from '../../../src/grading/batches/same-answers.ts';
import { source } from '../scorecards/sample.ts';

const sheet =
  '接到客户电话，我先把耳机音量调低一点，听她讲完，再说一句您受累了。查完轨迹发现包裹在廊坊转运，我请站长把这一单拎出来，跟下午三点的车走。晚上七点我下班以前再拨一次电话，问她收到没有，没收到我就从本地仓补一件。';
const disguised = `嗯，${sheet.replace('一句您受累了', '一声您辛苦了')}就这样。`;
const own = '我会先听客户讲完，道歉，再查物流轨迹，承诺两小时内回电，超时就补发一件，费用由我们承担。';

/** What is found among answers, each with who wrote it and to which question. */
async function found(answers: readonly (readonly [string | null, string, string])[], from = 0) {
  const same = collectSameAnswers(source);
  const submissions = answers.map(([candidate, question, answer], index) => ({
    ...{ id: `a${index}`, candidate, question, answer, origin: null },
  }));
  await same.add(from, submissions.slice(0, 1));
  await same.add(from + 1, submissions.slice(1));
  const alike = await same.found();
  return [...alike].map(([position, { first }]) => [position, first]);
}

describe('near-identical answers', () => {
  it('of different candidates are a group, named by its first', async () => {
    const answers = [
      ['丙', 'late', own],
      ['甲', 'late', sheet],
      ['乙', 'late', disguised],
    ] as const;
    expect(await found(answers)).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(await found(answers, 10)).toEqual([
      [11, 11],
      [12, 11],
    ]);
  });

  it('say how much of their wording is that of the first', async () => {
    const same = collectSameAnswers(source);
    const answer = { id: 'a', candidate: null, question: 'late', origin: null };
    await same.add(0, [
      { ...answer, answer: sheet },
      { ...answer, answer: disguised },
    ]);
    const [first, second] = (await same.found()).values();
    expect(first?.likeness).toBe(1);
    expect(second?.likeness).toBeGreaterThan(0.6);
    expect(second?.likeness).toBeLessThan(1);
  });

  it.each([
    ['of one candidate are no group', ['甲', 'late', sheet], ['甲', 'late', disguised], 0],
    ['without a name are taken for those of different people', [null, 'late', sheet], [null, 'late', disguised], 2],
    ['to different questions are no group', ['甲', 'late', sheet], ['乙', 'refund', disguised], 0],
    ['to a question that is gone are found as well', ['甲', 'gone', sheet], ['乙', 'gone', sheet], 2],
  ] as const)('%s', async (_, first, second, answers) => {
    expect(await found([first, second])).toHaveLength(answers);
  });

  it('are not those that have nothing but the question in common', async () => {
    const { prompt } = source.rubric('late');
    const asked = prompt.repeat(4);
    expect(
      await found([
        ['甲', 'late', `${asked}我先道歉。`],
        ['乙', 'late', `${asked}我会查一查。`],
      ]),
    ).toEqual([]);
  });
});
