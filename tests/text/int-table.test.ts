import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntTable } from '../../src/text/int-table.ts';

describe('a table of integers', () => {
  it('answers with what is asked for otherwise where a key has no value', () => {
    expect(new IntTable().get(7, -1)).toBe(-1);
  });

  it('holds what a map holds, however many more entries there are than were expected', () => {
    const entries = fc.array(fc.tuple(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 999 })));
    fc.assert(
      fc.property(entries, (pairs) => {
        const table = new IntTable(1);
        for (const [key, value] of pairs) table.set(key, value);
        const map = new Map(pairs);
        expect(table.size).toBe(map.size);
        for (const [key, value] of map) expect(table.get(key, -1)).toBe(value);
      }),
    );
  });

  it('gives every key that has a value another one', () => {
    const table = new IntTable();
    table.set(3, 0);
    table.set(5, 2);
    table.replace(Int32Array.of(7, 8, 9));
    expect([table.get(3, -1), table.get(5, -1), table.get(4, -1)]).toEqual([7, 9, -1]);
  });
});
