import type { Rule } from '../rule.ts';
import { faultsFor } from './parsing.ts';

const fewestPoints = 3;

/** Weights that are none, or of which one outweighs the rest. */
export const weights: Rule = {
  name: 'weights',
  severity: 'error',
  finds:
    'a weight, deduction or mark that is none; a point that outweighs all others; red flags that cost more than everything',
  why: 'one point decides the grade, or marks are lost that were never there to lose',
  remedy: 'spread the weights; the deductions of a question add up to 1 at most',
  check: (project) => [
    ...faultsFor('weights', project),
    ...project.rubrics.flatMap(({ file, data, lineOf }) => {
      const sum = data.points.reduce((total, point) => total + point.weight, 0);
      const heavy = data.points.flatMap((point, at) =>
        data.points.length >= fewestPoints && point.weight > sum - point.weight
          ? [
              {
                file,
                line: lineOf(['points', at, 'weight']),
                message: `${point.id} weighs ${point.weight} of ${sum}: more than all other points together`,
              },
            ]
          : [],
      );
      const deducted = data.red_flags.reduce((total, flag) => total + flag.deduct, 0);
      if (deducted <= 1 + 1e-9) return heavy;
      const message = `the red flags deduct ${Math.round(deducted * 100)} % together`;
      return [...heavy, { file, line: lineOf(['red_flags']), message }];
    }),
  ],
};
