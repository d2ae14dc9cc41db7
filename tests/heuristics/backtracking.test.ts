import { describe, expect, it } from 'vitest';
import { readBoundedRegex } from '../../src/heuristics/backtracking/bounded-regex.ts';
import { mostSteps } from '../../src/heuristics/backtracking/most-steps.ts';

describe('a regular expression that may go back too often', () => {
  it.each([
    ['a repeat inside a repeat', '(a+)+$'],
    ['the same alternative twice, repeated', '(a|a)*b'],
    ['alternatives that make up each other, repeated', '(?:一|一二|二)*$'],
    ['a repeat of what may be absent', '(.*)*x'],
    ['repeats that are bounded, one inside the other', '(?:a{0,20}){0,20}b'],
    ['many that may be absent, before as many that may not', '(?:a?){30}a{30}'],
    ['what may be anything, between separators that may be too', '(?:\\s*，\\s*)*。'],
    ['a repeat inside a repeat, ahead', '我(?=(a+)+b)'],
    ['a repeat inside a repeat, behind', '(?<=(a+)+b)我'],
    ['an optional part inside a repeat, which could be left out or taken', '(?:[一二]+个?)+天'],
    ['a class that holds what follows it', '(?:[^。]*，)*退'],
    ['escapes of the same character', '(?:\\u4e00|一)*退'],
    ['properties of characters', '(?:\\p{Script=Han}|\\p{L})*1'],
    ['flags of its own', '(?i:(?:a|A)*)b'],
    ['three repeats one behind the other', '我.*退.*款'],
    ['a group again', '(a+)\\1+b'],
  ])('is told: %s', (_how, source) => {
    expect(readBoundedRegex(source)).toMatchObject({
      fault: 'cost',
      message: expect.stringMatching(/steps .*20000 characters; bound its repeats/),
    });
  });

  it.each([
    ['bounded gaps', '(?:没|未)[^。！？\\n]{0,12}(?:到|收到|送到)[^。！？\\n]{0,40}(?:补发|重发)'],
    ['one repeat', '我[^。]*退'],
    ['a repeat whose rounds have but one reading', '(?:[0-9]{1,6}点)*钟'],
    ['a repeat that stops before a word', '(?:(?!退款)[\\s\\S]){0,300}退款'],
    [
      'many alternatives, of which one stands at a place',
      '(?:满意|好评|表扬|五星|质检)[^。]{0,14}(?:[0-9]|百分之|冠军)',
    ],
    ['a short repeat of two readings', '(?:[^。]{0,5}我){0,3}退'],
    ['a group again', '(.{1,2})(?:没|不)\\1'],
    ['nothing', ''],
  ])('is none with %s', (_how, source) => {
    expect(readBoundedRegex(source)).toEqual({ regex: new RegExp(source, 'gu') });
  });

  it('is none that cannot be read, of which the engine says why', () => {
    expect(readBoundedRegex('(a+)+(')).toMatchObject({
      fault: 'syntax',
      message: expect.stringContaining('Unterminated'),
    });
  });
});

describe('the most steps', () => {
  it.each([
    // Tried at 11 places: one character each time, and a step for the sequence.
    ['ab', 10, (1 + 1 + 1) * 11],
    // A repeat goes at most ten characters far and is then left at any of eleven places.
    ['a*b', 10, (1 + (11 + 1) + 11) * 11],
    // What ends a repeat decides where, so that c is tried once for each way there is, and that is one.
    ['a*bc', 10, (1 + (11 + 1) + 11 + 1) * 11],
  ])('of %s in %d characters are %d', (source, length, steps) => {
    expect(mostSteps(source, length)).toBe(steps);
  });
});
