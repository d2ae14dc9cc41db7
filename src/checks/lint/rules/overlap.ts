import type { Span } from '../../../core/evidence.ts';
import type { PointSigns } from '../../../heuristics/judge-points.ts';
import type { Found, Rule } from '../rule.ts';
import { type Trial, trialsOf } from '../trials.ts';

const fewest = 2;
const share = 1 / 3;

/** Two points of one question that are paid for the same words. */
export const pointsOverlap: Rule = {
  name: 'points-overlap',
  severity: 'warning',
  finds:
    'two points of one question that the same sentence satisfies by the same words, in a third of the sentences written for one of them',
  why: 'one act is paid for twice, and whoever misses it is punished twice',
  remedy: 'make one of them ask for what the other does not, in its policy and in its indicators',
  check: (project) =>
    project.rubrics.flatMap((rubric): Found[] => {
      const { file, data, lineOf } = rubric;
      const trials = trialsOf(rubric, project);
      return data.points.flatMap((point, at) => {
        const own = trials.filter((trial) => writtenFor(trial, point.id) && isMet(trial, point.id));
        return data.points
          .filter((other) => other.id !== point.id)
          .flatMap((other): Found[] => {
            const shared = own.filter((trial) => bySameWords(trial, point.id, other.id));
            const [first] = shared;
            if (first === undefined || shared.length < Math.max(fewest, own.length * share)) return [];
            const message = `${shared.length} of ${own.length} sentences written for ${point.id} earn ${other.id} by the same words, such as: ${first.text}`;
            return [{ file, line: lineOf(['points', at, 'id']), message }];
          });
      });
    }),
};

function signsOf(trial: Trial, id: string): PointSigns | undefined {
  return trial.points.find((point) => point.id === id);
}

/** Is it one of the sentences by which the point is to be earned? */
function writtenFor(trial: Trial, id: string): boolean {
  return trial.example?.of === id && trial.labels[id] === 'met';
}

function isMet(trial: Trial, id: string): boolean {
  return signsOf(trial, id)?.verdict === 'met';
}

function bySameWords(trial: Trial, first: string, second: string): boolean {
  if (!isMet(trial, second)) return false;
  const spans = (id: string): readonly Span[] => signsOf(trial, id)?.evidence ?? [];
  return spans(first).some((a) => spans(second).some((b) => a.start < b.end && b.start < a.end));
}
