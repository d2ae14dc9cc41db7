import { describe, expect, it } from 'vitest';
import { maskPersonal } from '../../src/llm/mask.ts';

describe('masking', () => {
  it.each([
    ['a mobile number', '打我13812345678找我', '13812345678'],
    ['a mobile number with gaps', '打 138-1234-5678 找我', '138-1234-5678'],
    ['a mobile number in full width', '打１３８１２３４５６７８', '１３８１２３４５６７８'],
    ['a mobile number with an invisible character', '打138\u200b12345678', '138\u200b12345678'],
    ['a mobile number in characters', '打一三八一二三四五六七八', '一三八一二三四五六七八'],
    ['a foreign number', 'call +44 7911 123456 now', '7911 123456'],
    ['a land line', '座机021-62345678', '021-62345678'],
    ['an ID card', '身份证11010519491231002X', '11010519491231002X'],
    ['a bank card', '卡号6222 0202 0000 1234 567', '6222 0202 0000 1234 567'],
    ['an e-mail address', '发到wang.fang@example.com.cn', 'wang.fang@example.com.cn'],
  ])('covers %s and keeps every offset', (_name, text, personal) => {
    const masked = maskPersonal(text);
    expect(masked).not.toContain(personal);
    expect(masked).not.toMatch(/\d{5}/);
    expect(masked).toHaveLength(text.length);
  });

  it('covers given names wherever they stand, the longer first', () => {
    expect(maskPersonal('我是王芳芳，王芳 的 Li Lei', ['王芳', '王芳芳', 'Li Lei'])).toBe(
      '我是某某某，某某 的 某某某某某某',
    );
  });

  it('leaves a Latin name alone inside a word', () => {
    expect(maskPersonal('Live chat with Li', ['Li'])).toBe('Live chat with 某某');
  });

  it.each(['订单 3308，赔 100 元，24 小时内', '下午六点前', '2026-05-01 退款 99.90 元'])(
    'leaves %s as it is',
    (text) => {
      expect(maskPersonal(text)).toBe(text);
    },
  );
});
