import { expect, it } from 'vitest';
import { reviewShare } from '../../bench/review-share.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';

it('a judge that judges as the raters do is sent to review on at most 15 % of the labelled answers', () => {
  const catalogue = openCatalogue('rubrics');
  const grader = createGrader({ catalogue, version: 'test' });
  const { grades, toReview } = reviewShare({ catalogue, grader, folder: 'fixtures/answers' });
  expect(grades).toBeGreaterThan(250);
  expect(toReview / grades).toBeLessThanOrEqual(0.15);
});
