import { expect, it } from 'vitest';
import { mostAnswers, tooLargeFor } from '../../../src/grading/exports/most-answers.ts';

it.each([
  [mostAnswers.html, []],
  [mostAnswers.html + 1, ['html']],
  [mostAnswers.xlsx, ['html']],
  [mostAnswers.xlsx + 1, ['html', 'xlsx']],
])('%i answers are too many for %j', (answers, formats) => {
  expect(tooLargeFor(answers)).toEqual(formats);
});
