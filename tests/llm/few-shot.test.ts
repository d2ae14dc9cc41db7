import { describe, expect, it } from 'vitest';
import { pickExamples } from '../../src/llm/few-shot.ts';
import { rubricOf } from '../rubric-of.ts';

const made = rubricOf({ weights: { verify: 1, refund: 1 } });
const rubric = {
  ...made,
  points: made.points.map((point) => ({
    ...point,
    name: '核实',
    met: '向商户核实小票',
    example: '我去核实小票',
    examples: { met: [], missed: ['您好。', '小票您自己去核实。'], partial: ['核实。', '我核实一下小票吧。'] },
  })),
};
const texts = (tokens: number): string[] => [...pickExamples(rubric, tokens).values()].flat().map(({ text }) => text);

describe('examples for the prompt', () => {
  it('are those that sound most like the point although they do not earn it', () => {
    const point = [
      { verdict: 'missed', text: '小票您自己去核实。' },
      { verdict: 'partial', text: '我核实一下小票吧。' },
    ];
    expect([...pickExamples(rubric, 500)]).toEqual([
      ['verify', point],
      ['refund', point],
    ]);
  });

  it('take turns: every point has one of missed before any has one of partial', () => {
    // A telling example costs (9 characters + 6 around it) × 0.8 = 12 tokens.
    expect(texts(24)).toEqual(['小票您自己去核实。', '小票您自己去核实。']);
  });

  it('are shorter ones where there is little room, and none where there is none', () => {
    // A short one costs (3 + 6) × 0.8, rounded up: 8 tokens.
    expect(texts(16)).toEqual(['您好。', '您好。']);
    expect(texts(0)).toEqual([]);
  });
});
