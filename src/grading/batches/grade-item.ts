import type { ClaimedItem, ItemOutcome } from '../../core/batch.ts';
import { CostLimitReached, InvalidInput, JudgeUnavailable, NotFound, StoreUnavailable } from '../../core/errors.ts';
import type { Grader } from '../answer/grade-answer.ts';

/** What it takes to grade items of batches. */
export type ItemGrader = {
  readonly grader: Grader;
  /** Hash of the wording of a question's rubric, as it is kept with a grade. */
  readonly wordingOf: (question: string) => string;
  /** Is told of a fault of our own that an item met. */
  readonly onFault: (item: ClaimedItem, error: unknown) => void;
};

/** What the next item would meet as well. */
const endsAll = [CostLimitReached, StoreUnavailable, JudgeUnavailable];

/**
 * Grades one item. Whatever goes wrong with it leaves it ungraded, for the reason given, and harms no other.
 *
 * @throws {CostLimitReached} when the money is spent: the item is left as it was; {StoreUnavailable} and {JudgeUnavailable} likewise
 */
export async function gradeItem(item: ClaimedItem, { grader, wordingOf, onFault }: ItemGrader): Promise<ItemOutcome> {
  const { submission, engine, lang } = item;
  const { question, answer, candidate } = submission;
  try {
    const names = candidate === null ? {} : { names: [candidate] };
    const grade = await grader.grade({ question, answer, engine, lang, ...names });
    return { grade, wording: wordingOf(question) };
  } catch (error) {
    if (endsAll.some((kind) => error instanceof kind)) throw error;
    if (error instanceof NotFound || error instanceof InvalidInput) return { ungraded: error.message };
    onFault(item, error);
    return { ungraded: `the grader failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}
