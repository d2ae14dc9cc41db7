import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parts } from '../../src/checks/lint/indicators.ts';
import { longestAnswer } from '../../src/core/answer-text.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { maskPersonal } from '../../src/llm/mask.ts';
import { parseReply } from '../../src/llm/reply.ts';
import { createReplyReader } from '../../src/llm/reply-reader.ts';
import { allowMinutes, often } from './runs.ts';
import { catalogue } from './texts.ts';

// What grows with the square of a text's length takes minutes here, and the test ends at its time limit. Each of these words
// once did so somewhere: in the mask, in the signs of talk to the grader, in the search for stops, in an indicator.
allowMinutes();
const words = [
  '的',
  '一二',
  'satisf',
  '1',
  'a',
  'a@',
  '---',
  '==',
  '我不赞成',
  '书上说',
  '理论上',
  '不对，',
  '可以不',
  '投诉',
  '，',
];
const longest = (word: string): string => word.repeat(longestAnswer / word.length).padEnd(longestAnswer, word);

describe('the longest answer, made of one word again and again', () => {
  it('is masked', () => {
    for (const word of words) expect(maskPersonal(longest(word), ['王芳'])).toHaveLength(longestAnswer);
  });

  it('is graded', () => {
    const grader = createGrader({ catalogue, version: 'fuzz' });
    // The set whose indicators have the most regular expressions, each with every other word.
    const questions = catalogue.ids.filter((id) => catalogue.setOf(id).id === 'shanghai-service');
    for (const [turn, question] of questions.entries())
      for (const word of words.filter((_, index) => index % 2 === turn % 2)) {
        const grade = grader.heuristic({ question, answer: longest(word), engine: 'heuristic', lang: 'zh' });
        expect(grade.score).toBeLessThan(grade.marks / 2);
      }
  });
});

describe('the longest answer, made of words of a regular expression again and again', () => {
  it('is searched by it', () => {
    const sources = catalogue.ids.flatMap((id) => {
      const { points, red_flags: flags } = catalogue.rubric(id);
      return [
        ...points.flatMap(({ indicators: { met, partial } }) => [...met, ...partial]),
        ...flags.flatMap(({ indicators }) => indicators),
      ]
        .flatMap(parts)
        .flatMap((part) => (typeof part === 'object' && 'regex' in part ? part.regex : []));
    });
    expect(sources.length).toBeGreaterThan(20);
    // One word after the other, and all of one before all of the next: what begins a search, what goes on, and what never ends it.
    const words = fc.constantFrom(...new Set(sources)).chain((source) => {
      const own = [...new Set(source.match(/[\u4e00-\u9fff]{1,6}|[a-z]{2,}|[0-9]/g))];
      const word = fc.constantFrom(...own, '一', ' ', '1');
      return fc.tuple(fc.constant(source), fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean());
    });
    fc.assert(
      fc.property(words, ([source, chosen, inTurn]) => {
        const share = longestAnswer / chosen.length;
        const text = inTurn
          ? longest(chosen.join(''))
          : chosen.map((word) => word.repeat(share / word.length)).join('');
        expect([...text.matchAll(new RegExp(source, 'gu'))].length).toBeLessThanOrEqual(longestAnswer);
      }),
      often,
    );
  });
});

describe('a long reply, made of one piece again and again', () => {
  const rubric = catalogue.rubric('refund-request');
  const [point] = rubric.points;
  const pieces = [
    '}',
    '{',
    '<think>',
    '</think>',
    '\\',
    '"',
    `"${point?.id}": {`,
    `\\"${point?.id}\\"  `,
    '[',
    ' ',
    '```json',
  ];

  it.each(['', '{"a":"', '<think>', '{"a":'])('behind %j is read, as a whole and piece by piece', (head) => {
    for (const piece of pieces) {
      const reply = head + piece.repeat(60_000 / piece.length);
      expect(parseReply(reply, rubric).points.size).toBe(0);
      const read = createReplyReader(rubric, () => expect.unreachable('it says nothing of a point'));
      for (let from = 0; from < reply.length; from += 20) read(reply.slice(from, from + 20));
    }
  });
});
