import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, toRawSpan } from '../../src/text/normalise.ts';

const cases: [name: string, raw: string, text: string][] = [
  ['simplifies traditional characters', '請提供訂單號', '请提供订单号'],
  ['folds full width', 'Ｏｒｄｅｒ１２３', 'order123'],
  ['makes western punctuation Chinese', '好的,马上查!', '好的，马上查！'],
  ['drops invisible and bidirectional characters', '道\u200b歉\u202e', '道歉'],
  ['drops emoji', '抱歉😭🙏🏻让您久等', '抱歉让您久等'],
  ['reads a pause between Chinese words as a comma', '先道歉 再查单', '先道歉，再查单'],
  ['drops spaces where every character is spaced out', '先 道 歉 再 查 单', '先道歉再查单'],
  ['keeps single spaces between Latin words', 'I am  sorry', 'i am sorry'],
  ['keeps a decimal point and turns a full stop', 'It is 3.5 stars. OK', 'it is 3.5 stars。ok'],
  ['drops fillers', '嗯我先道歉呃那个那个再查单', '我先道歉再查单'],
  ['keeps 那个 before a noun that it points at', '那个订单我查一下', '那个订单我查一下'],
  ['keeps the verb of 说清楚', '反正就是说清楚嘛', '反正就是说清楚嘛'],
  ['turns straight quotes into a pair', '说"您好"', '说“您好”'],
  ['keeps an apostrophe', 'I’ll check', "i'll check"],
  ['gives an empty text for an empty answer', '', ''],
];

describe('normalise', () => {
  it.each(cases)('%s', (_name, raw, text) => {
    expect(normalise(raw).text).toBe(text);
  });

  it('leads back to the raw text, also behind characters outside the BMP', () => {
    const raw = '😀 𠮷先生，嗯我馬上查物流';
    const normalised = normalise(raw);
    const start = normalised.text.indexOf('马上查');
    const span = toRawSpan(normalised, { start, end: start + 3 });
    expect(raw.slice(span.start, span.end)).toBe('馬上查');
  });

  it('accepts any string and keeps offsets in order and inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const { text, rawStart, rawEnd } = normalise(raw);
        for (let index = 0; index < text.length; index++) {
          const start = rawStart[index] ?? -1;
          const end = rawEnd[index] ?? -1;
          expect(start).toBeGreaterThanOrEqual(rawStart[index - 1] ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(raw.length);
        }
      }),
    );
  });

  it('counts a Chinese character as one unit and a Latin word as two', () => {
    const { unit, text } = normalise('查order吧');
    expect(text).toBe('查order吧');
    expect([...unit]).toEqual([0, 1, 3, 3, 3, 3, 3, 4]);
  });

  it('reads a picture the same after half of one was met', () => {
    const answer = '好🙋。我来。';
    const before = normalise(answer);
    expect(normalise('\ud83d').text).toBe('\ud83d');
    expect(normalise(answer)).toEqual(before);
  });
});
