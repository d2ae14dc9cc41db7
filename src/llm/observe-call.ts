import { JudgeUnavailable } from '../core/errors.ts';
import type { ObservedCall } from '../core/model-calls.ts';
import type { Completion } from './completion.ts';
import { costOf, type Price } from './prices.ts';

/** What an observer is told of calls besides how they went. */
export type Observing = {
  readonly model: string;
  readonly endpoint: string;
  readonly price: Price | undefined;
  readonly onCall: ((call: ObservedCall) => void) | undefined;
};

/** Makes a call and tells the observer how it went. The call's own error goes on to the caller. */
export async function observeCall(
  { model, endpoint, price, onCall }: Observing,
  call: () => Promise<Completion>,
): Promise<Completion> {
  if (onCall === undefined) return call();
  const at = { model, endpoint: withoutSecrets(endpoint), startedAt: Date.now() };
  const begun = performance.now();
  try {
    const completion = await call();
    const { usage, fault } = completion;
    onCall({
      ...at,
      ms: performance.now() - begun,
      usage,
      cost: price === undefined ? undefined : { amount: costOf(usage, price), currency: price.currency },
      error: fault === undefined ? undefined : new JudgeUnavailable(fault),
    });
    return completion;
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    onCall({ ...at, ms: performance.now() - begun, usage: undefined, cost: undefined, error: failure });
    throw error;
  }
}

function withoutSecrets(address: string): string {
  const url = new URL(address);
  return `${url.origin}${url.pathname}`;
}
