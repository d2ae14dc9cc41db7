import { describe, expect, it } from 'vitest';
import { invertLists, packLists } from '../../src/heuristics/lists.ts';

describe('packed lists', () => {
  it('stand one behind the other, empty ones too', () => {
    expect(packLists([[4, 5], [], new Set([6])])).toEqual({
      start: Int32Array.of(0, 2, 2, 3),
      items: Uint16Array.of(4, 5, 6),
    });
  });

  it('turned round tell which lists hold a number', () => {
    // 0 is held by list 1, 1 by none, 2 by lists 0 and 1.
    expect(invertLists(packLists([[2], [0, 2]]), 3)).toEqual({
      start: Int32Array.of(0, 1, 1, 3),
      items: Uint16Array.of(1, 0, 1),
    });
  });

  it('hold numbers that need more than two bytes', () => {
    expect(packLists([[65_535, 65_536]]).items).toEqual(Int32Array.of(65_535, 65_536));
  });

  it('of which there are none are empty', () => {
    expect(invertLists(packLists([]), 0)).toEqual({ start: Int32Array.of(0), items: Uint16Array.of() });
  });
});
