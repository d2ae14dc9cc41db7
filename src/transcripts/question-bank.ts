import { createLookup, type QuestionLookup } from './look-up-question.ts';
import { createMatcher, type QuestionMatcher } from './match-questions.ts';
import type { BankQuestion } from './recognised.ts';

/** The questions of a bank, made ready to be recognised; for any number of files. */
export type QuestionBank = { readonly matcher: QuestionMatcher; readonly lookUp: QuestionLookup };

/** Makes the questions of a bank ready. */
export function prepareBank(questions: readonly BankQuestion[]): QuestionBank {
  const matcher = createMatcher(questions);
  return { matcher, lookUp: createLookup(questions, matcher) };
}
