import { createLookup, type QuestionLookup } from './look-up-question.ts';
import { createMatcher, type QuestionMatcher } from './match-questions.ts';
import type { BankQuestion } from './recognised.ts';

/** The questions of a bank, made ready to be recognised; for any number of files. */
export type QuestionBank = {
  /** By the words of the questions. */
  readonly matcher: QuestionMatcher;
  /** By what their answers talk about. */
  readonly answerMatcher: QuestionMatcher;
  readonly lookUp: QuestionLookup;
};

/** Makes the questions of a bank ready. */
export function prepareBank(questions: readonly BankQuestion[]): QuestionBank {
  const matcher = createMatcher(questions);
  const answerMatcher = createMatcher(
    questions.map(({ id, prompt, answered = '' }) => ({ id, title: answered, prompt: `${prompt}\n${answered}` })),
  );
  return { matcher, answerMatcher, lookUp: createLookup(questions, matcher) };
}
