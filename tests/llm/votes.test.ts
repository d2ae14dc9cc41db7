import { describe, expect, it } from 'vitest';
import type { PointFinding } from '../../src/core/judge.ts';
import { countVotes, shufflePoints } from '../../src/llm/votes.ts';
import { rubricOf } from '../rubric-of.ts';

const rubric = rubricOf({ weights: { a: 1 }, redFlags: { f: 0.5 } });
const evidence = [{ start: 0, end: 2, quote: '道歉' }] as const;
const say = (verdict: 'met' | 'partial' | 'missed', flagged = false) => {
  const common = { id: 'a', reason: '', advice: null };
  const finding: PointFinding =
    verdict === 'missed' ? { ...common, verdict, evidence: [] } : { ...common, verdict, evidence };
  return { points: [finding], redFlags: flagged ? [{ id: 'f', evidence }] : [], reviewReasons: [] };
};

describe('votes', () => {
  it('takes the majority and reports the split', () => {
    const said = countVotes(rubric, [say('met'), say('met'), say('missed')], 'zh');
    expect(said.points[0]?.verdict).toBe('met');
    expect(said.points[0]?.votes).toEqual({ met: 2, missed: 1 });
    expect(said.reviewReasons).toEqual(['split_vote']);
  });

  it('leaves a tie undecided', () => {
    const [point] = countVotes(rubric, [say('met'), say('partial')], 'zh').points;
    expect(point).toMatchObject({ verdict: 'undecided', votes: { met: 1, partial: 1 } });
  });

  it('gives no reason for review when all agree', () => {
    expect(countVotes(rubric, [say('met', true), say('met', true)], 'zh')).toMatchObject({
      redFlags: [{ id: 'f' }],
      reviewReasons: [],
    });
  });

  it('drops a red flag that only a minority reports', () => {
    expect(countVotes(rubric, [say('met', true), say('met'), say('met')], 'zh').redFlags).toEqual([]);
  });
});

describe('shuffling', () => {
  const long = rubricOf({ weights: { a: 1, b: 1, c: 1, d: 1, e: 1 } });
  const order = (seed: number): string =>
    shufflePoints(long, seed)
      .points.map((point) => point.id)
      .join('');

  it('keeps the order for seed 0, and every point for any', () => {
    expect(order(0)).toBe('abcde');
    expect([...order(7)].sort().join('')).toBe('abcde');
  });

  it('differs by seed and repeats for the same', () => {
    expect(order(1)).not.toBe('abcde');
    expect(order(1)).toBe(order(1));
  });
});
