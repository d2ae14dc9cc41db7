import { JudgeUnavailable } from '../core/errors.ts';
import { noUsage, type Usage } from '../core/judge.ts';
import { costOf, type Price } from './prices.ts';

/** Money that may be spent, counted before and after every call. */
export type Budget = {
  /**
   * Sets aside what a call may cost at most. @throws {JudgeUnavailable} when that would pass the limit: the call is not made
   * @returns settles the call with what it really cost; undefined usage: it failed and cost nothing
   */
  readonly reserve: (promptTokens: number) => (usage: Usage | undefined) => void;
  readonly spent: () => number;
};

/** Completion tokens that a call is reckoned with before it is made. */
export const plannedCompletionTokens = 600;

/** A budget of `most`, in the currency of the price. */
export function createBudget(most: number, price: Price): Budget {
  let spent = 0;
  let reserved = 0;
  return {
    reserve(promptTokens) {
      const worst = costOf(
        { ...noUsage, prompt_tokens: promptTokens, completion_tokens: plannedCompletionTokens },
        price,
      );
      if (spent + reserved + worst > most)
        throw new JudgeUnavailable(`the cost limit of ${most} ${price.currency} is reached`);
      reserved += worst;
      return (usage) => {
        reserved -= worst;
        if (usage !== undefined) spent += costOf(usage, price);
      };
    },
    spent: () => spent,
  };
}
