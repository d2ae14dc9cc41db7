import { describe, expect, it } from 'vitest';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { borrowedStretches } from '../../src/heuristics/borrowed.ts';
import { listItems } from '../../src/heuristics/list-items.ts';
import { cutClauses } from '../../src/text/clauses.ts';
import { normalise } from '../../src/text/normalise.ts';

const { known } = openCatalogue('rubrics').compiled('late-delivery');

const borrowed = (answer: string): { reason: string; words: string }[] => {
  const { text, unit } = normalise(answer);
  const structure = cutClauses(text, unit);
  return borrowedStretches(text, structure, { items: listItems(text, structure, known.names), known }).map(
    ({ start, end, reason }) => ({
      reason,
      words: text.slice(start, end),
    }),
  );
};

describe('what is not the candidate’s own', () => {
  it('is a clause of the question', () => {
    expect(borrowed('客户说订单已发货却没有按承诺时间送到，我马上给他打电话道歉，再去问问网点')).toEqual([
      { reason: 'question', words: '客户说订单已发货却没有按承诺时间送到，' },
    ]);
  });

  it('is a sentence that is mostly made of such clauses', () => {
    expect(borrowed('订单已发货却没有按承诺时间送到，急了，现在过去两天了还没到').map(({ words }) => words)).toContain(
      '订单已发货却没有按承诺时间送到，急了，现在过去两天了还没到',
    );
  });

  it('is a sentence of the policy, word for word', () => {
    expect(borrowed('我会马上查询物流状态或联系快递、仓库').map(({ reason }) => reason)).toContain('rubric');
  });

  it('is a list of the policy’s phrases in another order', () => {
    const list = '减免运费 客户的焦虑 具体时间主动告知进展 联系快递 预计送达 优惠券 理解客户 确认包裹在哪里';
    expect(borrowed(list)).toHaveLength(1);
    expect(borrowed(list)[0]?.words).toContain('优惠券');
  });

  it('is not an answer in own words, nor a phrase or two of the policy', () => {
    expect(borrowed('真对不起，我先看看您的件到哪儿了，今晚八点给您回话，这单的邮费给您退了。')).toEqual([]);
    expect(borrowed('先理解客户的焦虑，再看看件停在哪个站，晚上给他打个电话')).toEqual([]);
  });

  it('is nothing in an empty answer', () => {
    expect(borrowed('')).toEqual([]);
  });
});
