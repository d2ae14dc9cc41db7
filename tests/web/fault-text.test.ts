import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/web/client/api.ts';
import { Fault } from '../../src/web/server/fault.ts';
import { faultText } from '../../src/web/server/fault-text.ts';

const fault = (problem: Partial<Problem>, retryAfter: number | null = null) =>
  new Fault(
    {
      type: 'about:blank',
      code: 'invalid_input',
      title: 'Bad Request',
      status: 400,
      detail: 'what it says',
      ...problem,
    },
    { retryAfter },
  );

describe('what went wrong with a request', () => {
  it.each([
    ['seconds', 7, '请过 7 秒再试', 'Try again in 7 seconds'],
    ['minutes', 200, '请过 4 分钟再试', 'Try again in 4 minutes'],
    // 50,000 s are 833.4 minutes, 13.9 hours
    ['hours', 50_000, '请过 14 小时再试', 'Try again in 14 hours'],
  ])('says when to try again, in %s', (_, seconds, zh, en) => {
    const limited = fault({ status: 429, code: 'too_many_answers' }, seconds);
    expect(faultText(limited, 'zh')).toContain(zh);
    expect(faultText(limited, 'en')).toContain(en);
  });

  it('is told by the service in Chinese where it can, with the place of each fault', () => {
    const told = fault({
      errors: [
        { field: '', message: 'nothing to grade', zh: '没有可以评分的作答' },
        { field: '表.csv', message: 'is empty', zh: '是空的' },
      ],
    });
    expect(faultText(told, 'zh')).toBe('服务没有接受这次请求。具体是：没有可以评分的作答；表.csv 是空的');
    expect(faultText(told, 'en')).toBe('The service did not accept the request. It says: what it says');
  });

  it('names fields as people know them', () => {
    const told = fault({
      errors: [
        { field: 'comment', message: 'Too big', zh: '太长，最多 2000 个字符' },
        { field: 'answers.2.question', message: 'there is no question "x"', zh: '题库里没有“x”这道题' },
      ],
    });
    expect(faultText(told, 'zh')).toContain('申诉理由 太长，最多 2000 个字符；作答 第 3 项 题目 题库里没有“x”这道题');
  });

  it('is told in English where there are no other words for it', () => {
    const untold = fault({ errors: [{ field: 'answer', message: 'must be a text' }] });
    expect(faultText(untold, 'zh')).toBe('服务没有接受这次请求。具体是：what it says');
  });

  it('is not spoken of in the terms of the service where its kind tells enough', () => {
    expect(faultText(fault({ status: 404, code: 'not_found' }), 'zh')).toBe('要找的内容不存在，或者已经删除。');
    expect(faultText(fault({ status: 500, code: 'own_fault' }), 'zh')).not.toContain('what it says');
  });

  it('is that the service cannot be reached, where no answer came', () => {
    expect(faultText(new Fault(null), 'zh')).toContain('连不上服务');
  });
});
