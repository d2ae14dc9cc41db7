import { CostLimitReached } from '../core/errors.ts';
import type { Usage } from '../core/judge.ts';
import { costOf, type Price } from './prices.ts';

/** Money that may be spent, counted before and after every call. */
export type Budget = {
  /**
   * Sets aside what a call may cost at most, waiting for calls in flight to be settled where that may leave enough.
   *
   * @throws {CostLimitReached} when the rest would not pay for a usual reply: the call is not made
   */
  readonly reserve: (promptTokens: number, mostCompletionTokens: number) => Promise<Reservation>;
  readonly spent: () => number;
};

/** Money set aside for one call. */
export type Reservation = {
  /** Completion tokens that it pays for: asked as the limit of the reply, so that no call can pass the budget. */
  readonly completionTokens: number;
  /** Settles the call with what it really cost; undefined: it failed and cost nothing. */
  readonly settle: (usage: Usage | undefined) => void;
};

/** Completion tokens below which a call is not worth making: a reply would be cut off. */
const fewestCompletionTokens = 600;

/** A budget of `most`, in the currency of the price. */
export function createBudget(most: number, price: Price): Budget {
  let spent = 0;
  let reserved = 0;
  let flying = 0;
  let waiting: (() => void)[] = [];

  async function reserve(promptTokens: number, mostCompletionTokens: number): Promise<Reservation> {
    const prompt = (promptTokens * price.prompt) / 1e6;
    const reply = (tokens: number): number => (tokens * price.completion) / 1e6;
    const fewest = Math.min(fewestCompletionTokens, mostCompletionTokens);
    while (spent + reserved + prompt + reply(fewest) > most) {
      if (flying === 0) throw new CostLimitReached(`the cost limit of ${most} ${price.currency} is reached`);
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    const affordable =
      price.completion === 0 ? mostCompletionTokens : ((most - spent - reserved - prompt) * 1e6) / price.completion;
    const completionTokens = Math.max(fewest, Math.min(mostCompletionTokens, Math.floor(affordable)));
    const amount = prompt + reply(completionTokens);
    reserved += amount;
    flying++;
    return {
      completionTokens,
      settle(usage) {
        flying--;
        reserved = flying === 0 ? 0 : reserved - amount;
        if (usage !== undefined) spent += costOf(usage, price);
        const woken = waiting;
        waiting = [];
        for (const wake of woken) wake();
      },
    };
  }

  return { reserve, spent: () => spent };
}
