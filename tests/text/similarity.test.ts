import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigrams, containment, isMostlyIn } from '../../src/text/similarity.ts';

describe('whether a text is mostly in another', () => {
  it('is what the share of its bigrams says', () => {
    const text = fc.string({ unit: fc.constantFrom('退', '款', '快', '递', 'a', ' ', '，'), maxLength: 30 });
    fc.assert(
      fc.property(text, text, fc.constantFrom(0.5, 0.85, 0.9, 1), (part, whole, share) => {
        const grams = bigrams(whole);
        expect(isMostlyIn(part, grams, share)).toBe(containment(bigrams(part), grams) >= share);
      }),
      { numRuns: 2000 },
    );
  });

  it('is no for a text without bigrams', () => {
    expect(isMostlyIn('退', bigrams('退款'), 0.5)).toBe(false);
  });
});
