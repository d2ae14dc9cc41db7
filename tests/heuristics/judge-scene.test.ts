import { describe, expect, it } from 'vitest';
import type { Example } from '../../src/core/example.ts';
import { compileRubric } from '../../src/heuristics/compile.ts';
import { type JudgedPoint, judgeScene } from '../../src/heuristics/judge-scene.ts';
import { readScene } from '../../src/heuristics/scene.ts';
import { rubricOf } from '../rubric-of.ts';

const rubric = rubricOf({
  weights: { verify: 1, refund: 1 },
  redFlags: { blame: 0.2 },
  indicators: { verify: { met: ['核对小票'] }, refund: { met: ['原路退回'] } },
  flagIndicators: { blame: ['怪你自己'] },
});

const things = [
  '订单',
  '包裹',
  '照片',
  '流水',
  '账单',
  '录音',
  '单号',
  '监控',
  '记录',
  '轨迹',
  '仓库',
  '库存',
  '批次',
  '小票',
];
const told = (point: string, label: 'met' | 'missed', texts: string[]): Example[] =>
  texts.map((text) => ({ point, label, text }));
const examples: Example[] = [
  ...told(
    'verify',
    'met',
    things.map((thing) => `我翻出${thing}一笔一笔对清楚`),
  ),
  ...told('verify', 'missed', ['查什么查，爱信不信', '谁有空去翻那些旧账']),
  ...told(
    'refund',
    'met',
    things.map((thing) => `钱今晚打回您卡上，${thing}不用管`),
  ),
  { point: 'verify', label: 'met', text: '把卷宗抱过来逐页比照', from: 'made/a01' },
  ...things.map((thing): Example => ({ flag: 'blame', committed: true, text: `这是您自个儿把${thing}弄错的` })),
  { flag: 'blame', committed: false, text: '我不会说是您弄错的' },
];
const compiled = compileRubric(rubric, () => undefined, examples);
const plain = compileRubric(rubric, () => undefined);

function judge(answer: string, without?: string): { verify: JudgedPoint; committed: boolean } {
  const { points, redFlags } = judgeScene(compiled, readScene(answer, compiled.known), without);
  const [verify] = points;
  if (verify === undefined) throw new Error('no such point');
  return { verify, committed: redFlags[0]?.committed ?? false };
}

describe('with examples enough', () => {
  it('an act in words that no indicator has is credited, and its clause is the evidence', () => {
    const answer = '您先坐。我翻出那天的底单一笔一笔对清楚，您放心。';
    const { verify } = judge(answer);
    expect(verify.verdict).not.toBe('missed');
    const [span] = verify.evidence;
    expect(answer.slice(span?.start, span?.end)).toContain('一笔一笔对清楚');
  });

  it('the same words refused, quoted from the customer or reported earn nothing', () => {
    for (const answer of [
      '我不会翻出那天的底单一笔一笔对清楚。',
      '客户说：“你们给我翻出底单一笔一笔对清楚！”',
      '教材上说要翻出底单一笔一笔对清楚。',
    ])
      expect(judge(answer).verify.verdict).toBe('missed');
  });

  it('saying it three times is the same as saying it once', () => {
    const once = judge('我翻出那天的底单一笔一笔对清楚。').verify.weighed?.likeness;
    const thrice = judge('我翻出那天的底单一笔一笔对清楚。'.repeat(3)).verify.weighed?.likeness;
    expect(thrice).toEqual(once);
  });

  it('one character stammered is no likeness', () => {
    for (const answer of ['对'.repeat(40), 'a '.repeat(40)]) expect(judge(answer).verify.verdict).toBe('missed');
  });

  it('small talk beside it changes nothing', () => {
    const bare = judge('我翻出那天的底单一笔一笔对清楚。').verify.weighed?.likeness;
    const dressed = judge('各位面试官好，我翻出那天的底单一笔一笔对清楚。市场竞争日益激烈。我的回答完毕。');
    expect(dressed.verify.weighed?.likeness.about).toBe(bare?.about);
    expect(dressed.verify.weighed?.likeness.breadth).toBe(bare?.breadth);
  });

  it('an answer that is unlike every example stays missed', () => {
    expect(judge('今天天气真好，我们去公园划船吧。').verify.verdict).toBe('missed');
  });

  it('the pieces of a labelled answer do not help that answer itself', () => {
    const answer = '把卷宗抱过来逐页比照';
    const about = (without?: string): number => judge(answer, without).verify.weighed?.likeness.about ?? 0;
    expect(about('made/a01')).toBeLessThan(about());
  });

  it('a red flag is found by likeness alone where it is strong', () => {
    expect(judge('这是您自个儿把东西弄错的。').committed).toBe(true);
    expect(judge('东西是我们弄错的，我马上补。').committed).toBe(false);
  });
});

describe('a red flag', () => {
  const good = '实在对不起，让您跑一趟。我翻出那天的底单一笔一笔对清楚，钱今晚打回您卡上，收到了我再给您打电话。';

  it('is not hidden by fine words around it', () => {
    expect(judge(good).committed).toBe(false);
    expect(judge(`${good}这是您自个儿把东西弄错的。${good}`).committed).toBe(true);
  });

  it('is none where the words are quoted as what is not to be said', () => {
    expect(judge('服务禁语：“这是您自个儿把东西弄错的”“怪你自己”。').committed).toBe(false);
    expect(judge('我从来不跟客户说“这是您自个儿把东西弄错的”“怪你自己”这种话。').committed).toBe(false);
  });
});

describe('with too few examples', () => {
  it('the indicators alone decide', () => {
    const verdicts = (answer: string) =>
      judgeScene(plain, readScene(answer, plain.known)).points.map(({ verdict, weighed }) => [verdict, weighed]);
    expect(verdicts('我马上核对小票。')).toEqual([
      ['met', undefined],
      ['missed', undefined],
    ]);
    expect(verdicts('我翻出底单一笔一笔对清楚。')[0]).toEqual(['missed', undefined]);
  });
});
