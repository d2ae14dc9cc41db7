import { describe, expect, it } from 'vitest';
import type { AnswerResult } from '../../src/checks/answer-result.ts';
import { disagreementsOf } from '../../src/checks/disagreements.ts';
import { readFixtures } from '../../src/checks/fixtures.ts';
import { compare, type Graded, runAnswers } from '../../src/checks/run-answers.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { judged } from './sample.ts';

const catalogue = openCatalogue('rubrics');
const rubric = catalogue.rubric('pos-overcharge');
const cases = readFixtures('fixtures/answers', 'shanghai-service', 'pos-overcharge').map((fixture) => {
  return { fixture, rubric, set: 'shanghai-service' };
});
const grader = createGrader({ catalogue, version: 'test' });
const grade = async ({ question, answer }: { question: string; answer: string }): Promise<Graded> => {
  return { grade: grader.heuristic({ question, answer, engine: 'heuristic', lang: 'zh' }), synthetic: false };
};

describe('a run', () => {
  it('keeps the order of the cases whatever comes back first', async () => {
    const late = async (fixture: (typeof cases)[number]['fixture']): Promise<Graded> => {
      if (fixture.id.endsWith('d01')) await Promise.resolve().then(() => undefined);
      return grade(fixture);
    };
    const results = await runAnswers(cases, late, { run: 1, width: 4 });
    expect(results.map(({ id }) => id)).toEqual(cases.map(({ fixture }) => fixture.id));
  });

  it('never has more answers in hand than its width', async () => {
    let inHand = 0;
    let peak = 0;
    const counting = async (fixture: (typeof cases)[number]['fixture']): Promise<Graded> => {
      peak = Math.max(peak, ++inHand);
      await new Promise((resolve) => setImmediate(resolve));
      inHand--;
      return grade(fixture);
    };
    await runAnswers(cases, counting, { run: 1, width: 3 });
    expect(peak).toBe(3);
  });

  it('sets the score that the labels give beside the one of the judge', () => {
    const [first] = cases;
    if (first === undefined) throw new Error('no case');
    // d01: empathy and verify met, refund and follow_up partial, negotiate missed, unconditional_promise committed.
    const weights = rubric.points.map(({ id, weight }) => [id, weight] as const);
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    const credit: Record<string, number> = { empathy: 1, verify: 1, refund: 0.5, follow_up: 0.5, negotiate: 0 };
    const earned = weights.reduce((sum, [id, weight]) => sum + weight * (credit[id] ?? 0), 0);
    const deduct = rubric.red_flags.find(({ id }) => id === 'unconditional_promise')?.deduct ?? 0;
    const result = compare(first, { error: 'down' }, 1);
    expect(result.labelled_percent).toBeCloseTo(100 * (earned / total - deduct), 0);
    expect(result).toMatchObject({ outcome: 'ungraded', error: 'down' });
  });
});

describe('the worst disagreements', () => {
  it('are those two steps wide, undeserved credit first, and points that the rater was unsure of last', () => {
    const unsure = judged('q/d5', { a: ['missed', 'partial'] });
    const results: AnswerResult[] = [
      judged('q/d1', { a: ['met', 'partial'] }),
      judged('q/d2', { a: ['met', 'missed'] }),
      { ...unsure, points: unsure.points.map((point) => ({ ...point, uncertain: true })) },
      judged('q/d3', { a: ['missed', 'met'] }),
      judged('q/d4', { a: ['partial', 'met'] }),
      judged('q/d6', { a: ['met', 'undecided'] }),
      judged('q/d7', { a: ['met', 'met'] }),
    ];
    expect(disagreementsOf(results).map(({ answer }) => answer)).toEqual([
      'q/d3',
      'q/d2',
      'q/d4',
      'q/d5',
      'q/d1',
      'q/d6',
    ]);
  });
});
