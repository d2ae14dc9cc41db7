import { describe, expect, it } from 'vitest';
import { evidenceAt, locateEvidence, overlaps } from '../../src/core/evidence.ts';

describe('locateEvidence', () => {
  const cases: [name: string, answer: string, quotation: string, found: string[]][] = [
    ['finds words as they stand', '您好，我先核实订单号。', '核实订单号', ['核实订单号']],
    ['folds punctuation and spaces', '非常 抱歉， 让您久等了', '非常抱歉,让您久等了', ['非常 抱歉， 让您久等了']],
    ['folds width and case', 'Ｏｒｄｅｒ No.１２3', 'order no.123', ['Ｏｒｄｅｒ No.１２3']],
    ['keeps offsets right behind characters outside the BMP', '😀𠮷先生，我马上查物流', '马上查物流', ['马上查物流']],
    [
      'joins parts around an ellipsis in order',
      '我先道歉，再查单，最后回访',
      '我先道歉……最后回访',
      ['我先道歉', '最后回访'],
    ],
    ['refuses parts in the wrong order', '我先道歉，再查单', '再查单…我先道歉', []],
    ['refuses a changed word', '我会核实订单', '我会核对订单', []],
    ['refuses a quotation of one character', '我查', '查', []],
    ['refuses an empty quotation', '我查', '', []],
    ['finds nothing in an empty answer', '', '核实', []],
  ];
  it.each(cases)('%s', (_name, answer, quotation, found) => {
    const evidence = locateEvidence(answer, quotation);
    expect(evidence.map(({ quote }) => quote)).toEqual(found);
    for (const { start, end, quote } of evidence) expect(answer.slice(start, end)).toBe(quote);
  });
});

describe('evidenceAt', () => {
  it.each([
    [3, 3],
    [0, 99],
  ])('refuses the span %i–%i of a short answer', (start, end) => {
    expect(() => evidenceAt('短答', { start, end })).toThrow(RangeError);
  });
});

describe('overlaps', () => {
  it('is false for spans that only touch', () => {
    expect(overlaps({ start: 0, end: 2 }, { start: 2, end: 4 })).toBe(false);
    expect(overlaps({ start: 0, end: 3 }, { start: 2, end: 4 })).toBe(true);
  });
});
