// How many labelled answers a perfect LLM judge would see sent to review: `node bench/review.ts`. Prints a table; asserts nothing.
import { fileURLToPath } from 'node:url';
import { openCatalogue } from '../src/grading/catalogue.ts';
import { createGrader } from '../src/grading/grade-answer.ts';
import { reviewShare } from './review-share.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const catalogue = openCatalogue(folder('rubrics'));
const parts = { catalogue, grader: createGrader({ catalogue, version: 'bench' }), folder: folder('fixtures/answers') };

const rows = (['all', 'd', 'e'] as const).map((which) => {
  const share = reviewShare(parts, (id) => which === 'all' || id.split('/').at(-1)?.startsWith(which) === true);
  return {
    answers: which === 'all' ? 'all' : `${which}…`,
    grades: share.grades,
    'to review': share.toReview,
    share: `${((100 * share.toReview) / share.grades).toFixed(1)} %`,
    reasons: [...share.reasons].map(([reason, count]) => `${reason} ${count}`).join(', '),
  };
});
console.table(rows);
