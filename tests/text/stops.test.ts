import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastStops, nextStops } from '../../src/text/stops.ts';

const text = fc.string({ unit: fc.constantFrom(...'道歉，。但是a\n😀'), maxLength: 40 });
const offsets = fc.array(fc.nat({ max: 45 }), { maxLength: 8 });

describe('stops of a text', () => {
  it('are the next ones, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(text, offsets, (said, asked) => {
        const next = nextStops(said, /[，。\n]|但是/);
        for (const from of asked.map((offset) => Math.min(offset, said.length))) {
          const found = said.slice(from).search(/[，。\n]|但是/);
          expect(next(from)).toBe(found < 0 ? said.length : from + found);
        }
      }),
    );
  });

  it('are the last ones, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(text, offsets, (said, asked) => {
        const last = lastStops(said, '，。');
        for (const at of asked) expect(last(at)).toBe(Math.max(said.lastIndexOf('，', at), said.lastIndexOf('。', at)));
      }),
    );
  });

  it('are none in an empty text', () => {
    expect([nextStops('', /。/)(0), lastStops('', '。')(0)]).toEqual([0, -1]);
  });
});
