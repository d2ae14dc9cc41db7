import type { z } from 'zod';
import type { PointExample } from '../../../core/example.ts';
import { creditOf } from '../../../core/verdict.ts';
import { normalise } from '../../../text/normalise.ts';
import { bigrams, containment } from '../../../text/similarity.ts';
import type { Fixture } from '../../fixtures.ts';
import type { ExamplesFile, Project } from '../project.ts';
import type { Found, Rule } from '../rule.ts';
import { fold } from './fold.ts';

/** Pieces are joined and cut at other places than the answer, so a few pairs of characters may differ. */
const leastShared = 0.75;

/** A piece of an answer that is none. */
export const exampleOrigin: Rule = {
  name: 'example-origin',
  severity: 'warning',
  finds:
    'an example whose `from` names no labelled answer to the question, whose words do not stand in that answer, or that earns more than the whole answer',
  why: 'when that answer is measured, its pieces are left out of what the judge learned; under a wrong name they help it',
  remedy: 'name the answer that the piece is cut from, or take `from` out of a sentence that was made up',
  check: (project) =>
    project.examples.flatMap((examples) => {
      const answers = answersTo(examples, project);
      // A project may take over the sentences and not the answers that they were cut from.
      if (answers.size === 0) return [];
      return examples.entries.flatMap(({ line, data }): Found[] => {
        if (!('point' in data) || data.from === undefined) return [];
        const fault = faultOf(data, answers.get(data.from));
        return fault === undefined ? [] : [{ file: examples.file, line, message: `${data.from} ${fault}` }];
      });
    }),
};

type Origin = { readonly answer: Fixture; readonly folded: string; readonly grams: ReadonlySet<number> };

function answersTo({ set, question }: ExamplesFile, { fixtures, development }: Project): ReadonlyMap<string, Origin> {
  const answers = [...fixtures, ...development]
    .filter((file) => file.set === set && file.question === question)
    .flatMap((file) => file.entries.map(({ data }) => data));
  return new Map(
    answers.map((answer) => [
      answer.id,
      { answer, folded: fold(answer.answer), grams: bigrams(normalise(answer.answer).text) },
    ]),
  );
}

function faultOf({ point, label, text }: z.infer<typeof PointExample>, origin: Origin | undefined): string | undefined {
  if (origin === undefined) return 'is no labelled answer to this question';
  const whole = origin.answer.labels[point];
  if (whole !== undefined && creditOf[label] > creditOf[whole])
    return `is labelled ${whole} on ${point}, and a piece of it ${label}: ${text}`;
  if (origin.folded.includes(fold(text))) return undefined;
  const shared = containment(bigrams(normalise(text).text), origin.grams);
  return shared >= leastShared ? undefined : `does not say: ${text}`;
}
