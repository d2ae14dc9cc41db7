import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../src/heuristics/pattern.ts';

const concepts: Record<string, string[]> = {
  check: ['查(一下)?', '核实'],
  parcel: ['物流', '包裹'],
  either: ['@check', '@parcel'],
  loop: ['@loop'],
  gapped: ['查…物流'],
};
const parse = (source: string) => parsePattern(source, (name) => concepts[name], ['money', 'time']);
const only = (source: string) => parse(source).everywhere[0]?.[0]?.[0] ?? [];

describe('parsePattern', () => {
  it('unfolds groups and optional groups', () => {
    expect(only('(查|核)(一下)?单')[0]?.literals).toEqual(['查一下单', '查单', '核一下单', '核单']);
  });

  it('lets a question mark make one character optional', () => {
    expect(only('核实了?订单')[0]?.literals).toEqual(['核实了订单', '核实订单']);
  });

  it('reads a gap with and without a number', () => {
    expect(only('@check…@parcel').map(({ literals, gap }) => [literals, gap])).toEqual([
      [['查一下', '查', '核实'], 0],
      [['物流', '包裹'], 10],
    ]);
    expect(only('查…4单')[1]?.gap).toBe(4);
  });

  it('lets a number follow a gap of two digits', () => {
    expect(only('退…15200')[1]).toMatchObject({ literals: ['200'], gap: 15 });
  });

  it('follows references between concepts', () => {
    expect(only('@either')[0]?.literals).toEqual(['查一下', '查', '核实', '物流', '包裹']);
  });

  it('puts a concept beside literal text', () => {
    expect(only('先@check')[0]?.literals).toEqual(['先查一下', '先查', '先核实']);
  });

  it('takes a quantity as a slot of its own', () => {
    expect(only('@time…答复')[0]).toMatchObject({ literals: [], builtins: ['time'], gap: 0 });
  });

  it('lets a concept hold sequences of its own', () => {
    expect(only('@gapped')[0]?.sequences).toMatchObject([[{ literals: ['查'] }, { literals: ['物流'], gap: 10 }]]);
  });

  it('doubles a pattern for a place that may be absent beside a quantity', () => {
    expect(parse('(约)?@money').everywhere[0]?.[0]?.map((sequence) => sequence.length)).toEqual([2, 1]);
  });

  it('splits what must stand together from what may stand anywhere', () => {
    expect(parse('道歉 & 生气 && 查单').everywhere.map((together) => together.length)).toEqual([2, 1]);
  });

  it.each([
    ['@nobody', 'there is no concept "@nobody"'],
    ['@loop', 'refers to itself'],
    ['(查|核', 'not closed'],
    ['查…', 'an empty alternative'],
    ['查||核', 'an empty alternative'],
    ['查…?', 'unexpected "?"'],
    ['', 'an empty alternative'],
  ])('refuses %s and says why', (source, message) => {
    expect(() => parse(source)).toThrow(message);
  });
});
