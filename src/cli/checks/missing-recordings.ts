import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import type { MissingCause } from '../../llm/replay.ts';

/** A fixture that could not be replayed. */
export type Missing = { readonly fixture: string; readonly question: string; readonly cause: MissingCause };

/** Why, as the end of a sentence. */
export const missingCauses: Readonly<Record<MissingCause, string>> = {
  'never recorded': 'never recorded',
  model: 'only other models were recorded',
  prompt: 'prompts/judge.md changed since the recording',
  rubric: 'the rubric changed since the recording',
  answer: 'the answer changed since the recording',
  request: 'the way of asking changed since the recording',
};

/** One sentence a cause, a changed rubric by its file, each with the command that mends it. */
export function describeMissing(missing: readonly Missing[], catalogue: Catalogue, model: string): string[] {
  const groups = Map.groupBy(missing, ({ cause, question }) => (cause === 'rubric' ? `rubric ${question}` : cause));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { fixture, question, cause } = first;
    const why =
      cause === 'rubric' ? `${catalogue.source(question).file} changed since the recording` : missingCauses[cause];
    const questions = [...new Set(group.map((one) => one.question))];
    const only = questions.length === 1 ? ` --question ${question}` : '';
    const which = group.length === 1 ? fixture : `${group.length} answers such as ${fixture}`;
    return [
      `no recording of ${which} (model ${model}): ${why}; record with: ` +
        `OPENAI_API_KEY=… answer-grader check --engine hybrid --record --model ${model}${only}`,
    ];
  });
}
