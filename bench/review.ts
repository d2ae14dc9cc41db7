// How many labelled answers a perfect LLM judge would see sent to review: `node bench/review.ts`. Prints a table; asserts nothing.
import { fileURLToPath } from 'node:url';
import { createGrader } from '../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../src/grading/catalogue/catalogue.ts';
import { reviewShare } from './review-share.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const catalogue = openCatalogue(folder('rubrics'));
const grader = createGrader({ catalogue, version: 'bench' });

const rows = ['fixtures/answers', 'fixtures/development', 'fixtures/unseen'].map((answers) => {
  const share = reviewShare({ catalogue, grader, folder: folder(answers) });
  return {
    answers,
    grades: share.grades,
    'to review': share.toReview,
    share: `${((100 * share.toReview) / share.grades).toFixed(1)} %`,
    reasons: [...share.reasons].map(([reason, count]) => `${reason} ${count}`).join(', '),
  };
});
console.table(rows);
