import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symbolsIn, symbolsOf } from '../../src/text/grams.ts';

describe('symbolsOf', () => {
  it('takes a Chinese character or a Latin word as one symbol, and joins those between which nothing stands', () => {
    const { start, end, joined } = symbolsOf('查 order 号，好');
    expect([...start].map((from, index) => [from, end[index]])).toEqual([
      [0, 1],
      [2, 7],
      [8, 9],
      [10, 11],
    ]);
    expect([...joined]).toEqual([0, 1, 1, 0]);
  });

  it('takes every numeral in digits as the same symbol', () => {
    const { symbol } = symbolsOf('退50元，退120元');
    expect(symbol[1]).toBe(symbol[4]);
  });

  it('has none in an empty text', () => {
    expect(symbolsOf('').symbol).toHaveLength(0);
  });

  it('never leaves the text, and goes on in order', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { start, end } = symbolsOf(text.toLowerCase());
        for (const [index, from] of start.entries()) {
          expect(from).toBeGreaterThanOrEqual(index === 0 ? 0 : (end[index - 1] ?? 0));
          expect(end[index]).toBeGreaterThan(from);
        }
      }),
    );
  });
});

describe('symbolsIn', () => {
  it('marks the symbols that begin inside a span', () => {
    expect([...symbolsIn(symbolsOf('一二三四'), [{ start: 1, end: 3 }])]).toEqual([0, 1, 1, 0]);
  });
});
