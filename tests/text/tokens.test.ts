import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../src/text/tokens.ts';

const words = (text: string): string[] => {
  const { start, end } = tokensOf(text);
  return Array.from(start, (from, index) => text.slice(from, end[index]));
};

describe('tokens', () => {
  it('are Chinese characters and whole other words', () => {
    expect(words('先看sku1号，ok？𠮷é')).toEqual(['先', '看', 'sku1', '号', 'ok', '𠮷', 'é']);
  });

  it('are what the same said as a pattern finds', () => {
    const pattern = /\p{Script=Han}|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu;
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom('退', '款', 'a', 'Z', '1', '，', '…', 'é', '\ud83d') }),
      ),
    );
    fc.assert(
      fc.property(
        text.map((parts) => parts.join('')),
        (joined) => {
          expect(words(joined)).toEqual(joined.match(pattern) ?? []);
        },
      ),
    );
  });
});
