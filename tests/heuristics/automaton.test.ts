import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildAutomaton } from '../../src/heuristics/automaton.ts';

const codes = (text: string): Uint16Array =>
  Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

function occurrences(literals: readonly string[], text: string): string[] {
  const found: string[] = [];
  buildAutomaton(literals).scan(codes(text), (literal, start, end) => {
    found.push(`${literal} ${start}–${end}`);
  });
  return found;
}

function byLooking(literals: readonly string[], text: string): string[] {
  const found: string[] = [];
  for (const [literal, words] of literals.entries()) {
    for (let start = 0; words !== '' && start + words.length <= text.length; start++)
      if (text.startsWith(words, start)) found.push(`${literal} ${start}–${start + words.length}`);
  }
  return found;
}

describe('buildAutomaton', () => {
  test('finds literals inside and across one another, in order of their ends and the longest first', () => {
    expect(occurrences(['she', 'he', 'hers'], 'ushers')).toEqual(['0 1–4', '1 2–4', '2 2–6']);
  });

  test('reports equal literals each', () => {
    expect(occurrences(['退款', '退款'], '先退款')).toEqual(['0 1–3', '1 1–3']);
  });

  test('finds nothing where there are no literals, or only empty ones', () => {
    expect(occurrences([], '退款')).toEqual([]);
    expect(occurrences([''], '退款')).toEqual([]);
  });

  test('finds what looking for each literal at each place finds', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '退', '款'), maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '退', '款', '的'), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(few, { maxLength: 12 }), text, (literals, words) => {
        expect(occurrences(literals, words).toSorted()).toEqual(byLooking(literals, words).toSorted());
      }),
    );
  });
});
