import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesOf } from '../../src/text/matches.ts';

describe('matches of a pattern', () => {
  it('are those that matchAll finds, empty ones too, whatever was matched before', () => {
    const text = fc.string({ unit: fc.constantFrom('退', '款', '不', '\ud83d\ude42', '\ud83d', 'a', '，') });
    const pattern = fc.constantFrom(/退?款/g, /不*/gu, /不*/g, /(?=a)/gu, /$/g, /[^，]*/gu);
    fc.assert(
      fc.property(text, pattern, (words, searched) => {
        const found = matchesOf(words, searched).map((match) => [match.index, match[0]]);
        expect(found).toEqual([...words.matchAll(searched)].map((match) => [match.index, match[0]]));
      }),
    );
  });

  it('are none in an empty text', () => {
    expect(matchesOf('', /退/g)).toEqual([]);
  });
});
