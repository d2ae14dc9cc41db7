import { describe, expect, it } from 'vitest';
import type { CompiledSequence, Node } from '../../src/heuristics/compile.ts';
import { awakeIn, wakingOf } from '../../src/heuristics/waking.ts';

const slot = (number: number): CompiledSequence[0] => ({ slot: number, gap: 0 });
const rules = { polarity: 'any', speaker: 'anyone', exclude: [] } as const;
const leaf = (...sequences: CompiledSequence[]): Node => ({ kind: 'sequences', sequences, rules });
const composed = new Set([3]);

/** Is an indicator awake where only these of four slots are filled? */
const isAwake = (node: Node, ...filled: number[]): boolean => {
  const fillable = Uint8Array.from({ length: 4 }, (_, number) => (filled.includes(number) ? 1 : 0));
  return awakeIn(wakingOf([node], composed, 4), fillable)[0] === 1;
};

describe('what wakes an indicator', () => {
  it('is a slot of one of its sequences', () => {
    const node = leaf([slot(0), slot(1)], [slot(2)]);
    expect(isAwake(node)).toBe(false);
    expect(isAwake(node, 0)).toBe(true);
    expect(isAwake(node, 2)).toBe(true);
  });

  it('is one part of `all`, the one that needs the fewest slots, and any of `any`', () => {
    const of = [leaf([slot(0)], [slot(1)]), leaf([slot(2)])];
    expect(isAwake({ kind: 'all', of, same: 'answer', within: 9 }, 0, 1)).toBe(false);
    expect(isAwake({ kind: 'all', of, same: 'answer', within: 9 }, 2)).toBe(true);
    expect(isAwake({ kind: 'any', of }, 1)).toBe(true);
    expect(isAwake({ kind: 'at_least', count: 2, of, same: 'answer' }, 1)).toBe(true);
  });

  it('is nothing where what fills a slot, or whether anything must be there, is not known beforehand', () => {
    expect(isAwake(leaf([slot(3)]))).toBe(true);
    expect(isAwake(leaf([slot(3), slot(1)]))).toBe(false);
    expect(isAwake({ kind: 'regex', regex: /退/gu, rules })).toBe(true);
    expect(isAwake({ kind: 'none', of: [leaf([slot(0)])] })).toBe(true);
  });
});
