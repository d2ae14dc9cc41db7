import type { Span } from '../../../core/evidence.ts';
import type { JudgedPoint } from '../../../heuristics/judge-scene.ts';
import type { OwnExample } from '../labelled-texts.ts';
import type { Found, Rule } from '../rule.ts';
import { judgedExamples, type Verdicts } from '../verdicts.ts';

type Judged = OwnExample & Verdicts;

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
  eachAlone: true,
  check: (project) =>
    project.rubrics.flatMap((rubric): Found[] => {
      const { file, data, lineOf } = rubric;
      const examples = judgedExamples(rubric);
      return data.points.flatMap((point, at) => {
        const own = examples.filter((judged) => writtenFor(judged, point.id) && isMet(judged, point.id));
        return data.points
          .filter((other) => other.id !== point.id)
          .flatMap((other): Found[] => {
            const shared = own.filter((judged) => bySameWords(judged, point.id, other.id));
            const [first] = shared;
            if (first === undefined || shared.length < Math.max(fewest, own.length * share)) return [];
            const message = `${shared.length} of ${own.length} sentences written for ${point.id} earn ${other.id} by the same words, such as: ${first.text}`;
            return [{ file, line: lineOf(['points', at, 'id']), message }];
          });
      });
    }),
};

function pointOf(judged: Judged, id: string): JudgedPoint | undefined {
  return judged.points.find((point) => point.id === id);
}

/** Is it one of the sentences by which the point is to be earned? */
function writtenFor(judged: Judged, id: string): boolean {
  return judged.of === id && judged.labels[id] === 'met';
}

function isMet(judged: Judged, id: string): boolean {
  return pointOf(judged, id)?.verdict === 'met';
}

function bySameWords(judged: Judged, first: string, second: string): boolean {
  if (!isMet(judged, second)) return false;
  const spans = (id: string): readonly Span[] => pointOf(judged, id)?.evidence ?? [];
  return spans(first).some((a) => spans(second).some((b) => a.start < b.end && b.start < a.end));
}
