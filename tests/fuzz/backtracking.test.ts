import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostSteps } from '../../src/heuristics/backtracking/most-steps.ts';
import { printed, type Written, walk, written } from './regexes.ts';
import { often } from './runs.ts';

const text = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }),
    fc.array(fc.constantFrom('a', 'b', 'ab', 'aab'), { maxLength: 6 }),
  )
  .map(([some, more]) => [...some, ...more].join(''));

describe('any regular expression', () => {
  it('takes no more steps than are told from it alone, wherever it is tried', () => {
    fc.assert(
      fc.property(written, text, (regex: Written, over) => {
        const most = mostSteps(printed(regex), over.length);
        // All ways are walked, as if what follows never matched.
        let steps = 0;
        for (let start = 0; start <= over.length; start++) steps += walk(regex, over, start).steps;
        expect(steps).toBeLessThanOrEqual(most);
      }),
      often,
    );
  });

  it('matches, as it is walked here, what the engine matches', () => {
    fc.assert(
      fc.property(written, text, (regex: Written, over) => {
        const engine = new RegExp(printed(regex), 'uy');
        for (let start = 0; start <= over.length; start++) {
          const { firstEnd, isCut } = walk(regex, over, start);
          engine.lastIndex = start;
          if (!isCut) expect(engine.test(over) ? engine.lastIndex : undefined).toBe(firstEnd);
        }
      }),
      often,
    );
  });

  it('that the engine reads is read', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        '一',
        '😀',
        '.',
        '\\d',
        '\\u4e00',
        '\\u{1f600}',
        '\\ud83d\\ude00',
        '\\x41',
        '\\cJ',
        '\\p{L}',
        '\\-',
        '\\/',
      ],
      ...[
        '[a-z]',
        '[^。]',
        '[\\]\\\\]',
        '[',
        ']',
        '[^',
        '-',
        '^',
        '$',
        '\\b',
        '\\B',
        '|',
        '(',
        ')',
        '(?:',
        '(?=',
        '(?!',
      ],
      ...[
        '(?<=',
        '(?<!',
        '(?<n>',
        '(?i:',
        '(?i-s:',
        '(?-i:',
        '\\1',
        '\\2',
        '\\k<n>',
        '*',
        '+?',
        '?',
        '{2}',
        '{1,}',
        '{0,3}?',
      ],
    );
    const source = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(source, (regex) => {
        try {
          new RegExp(regex, 'u');
        } catch {
          return;
        }
        expect(mostSteps(regex, 20)).toBeGreaterThan(0);
      }),
      often,
    );
  });
});
