import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { leastAhead } from '../../src/transcripts/match-questions.ts';
import { bank, interviewOf } from './bank.ts';

const Asked = z.strictObject({ question: z.string().nullable(), text: z.string() });

function askedIn(name: string): z.infer<typeof Asked>[] {
  const lines = readFileSync(new URL(`../../fixtures/questions-asked/${name}`, import.meta.url), 'utf8');
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => Asked.parse(JSON.parse(line)));
}

/** How many of the questions asked in a file are told, told wrongly, and taken for one of the bank though they are none. */
function measure(name: string): { asked: number; right: number; wrong: number; others: number; taken: number } {
  const told = askedIn(name).map(({ question, text }) => {
    const [best] = bank.matcher.find(text);
    const isClear = best !== undefined && best.similarity - (best.others[0]?.similarity ?? 0) >= leastAhead;
    return { question, told: isClear ? best.question : null };
  });
  const ofBank = told.filter(({ question }) => question !== null);
  const others = told.filter(({ question }) => question === null);
  return {
    asked: ofBank.length,
    right: ofBank.filter((entry) => entry.told === entry.question).length,
    wrong: ofBank.filter((entry) => entry.told !== null && entry.told !== entry.question).length,
    others: others.length,
    taken: others.filter((entry) => entry.told !== null).length,
  };
}

describe('questions as interviewers ask them', () => {
  it('are told from each other as the docstring of the threshold says', () => {
    expect(measure('development.jsonl')).toEqual({ asked: 79, right: 76, wrong: 0, others: 53, taken: 0 });
  });

  it('are told far less often where they are retold in other words, but never wrongly', () => {
    expect(measure('unseen.jsonl')).toEqual({ asked: 24, right: 15, wrong: 0, others: 12, taken: 0 });
  });

  /** Those that ask on, of whatever was answered. */
  const followUp = /^(?:那补偿呢|如果客户还是不满意|如果查下来|他要是坚持|能不能具体说说|你刚才提到)/;
  const running: readonly (readonly [question: string, answer: string])[] = [
    [
      '如果客户要求退款，您会如何处理？',
      '先听他说为什么要退，再核对订单，符合七天就当场提交退款，三天后打电话问到账没有。',
    ],
    ['您如何处理情绪失控的客户？', '先让他把话说完，跟他道歉，再问清楚订单号，给两个方案让他选，最后约好时间回电话。'],
    ['您认为优质客户服务的核心要素是什么？', '尊重客户，听懂再说，说话算数，出了问题不推，解决以后还要回访。'],
  ];

  it('seldom go on with the answer before where they are another question', async () => {
    const others = askedIn('development.jsonl').filter(({ question }) => question === null);
    const counts = { follow: 0, followKept: 0, another: 0, anotherKept: 0 };
    for (const { text } of others)
      for (const [asks, answer] of running) {
        const talk = `面试官：${asks}\n候选人：${answer}\n面试官：${text}\n候选人：我是这样想的。`;
        const { submissions } = await interviewOf('a.txt', talk);
        const isKept = submissions.some((submission) => submission.answer.includes('我是这样想的'));
        const kind = followUp.test(text) ? 'follow' : 'another';
        counts[kind]++;
        if (isKept) counts[`${kind}Kept`]++;
      }
    expect(counts).toEqual({ follow: 18, followKept: 16, another: 141, anotherKept: 8 });
  });
});
