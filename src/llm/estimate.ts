import { type JudgeRequest, noUsage } from '../core/judge.ts';
import { masked, promptFile } from './judge.ts';
import { costOf, type Price, roughTokens } from './prices.ts';
import { readPrompt, renderPrompt } from './prompt.ts';

/** What a run is reckoned to take. `cost` is in the currency of the price, null where the price is not known. */
export type Estimate = {
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly cost: number | null;
};

/** Completion tokens an answer, measured over the reply format. */
const usualCompletionTokens = 220;

/** What judging these answers would take, without asking anybody. Second questions and cached prompts are not reckoned with. */
export function estimate(
  requests: readonly JudgeRequest[],
  { samples = 1, price }: { samples?: number; price?: Price | undefined },
): Estimate {
  const prompt = readPrompt(promptFile);
  const once = requests.reduce((sum, request) => sum + roughTokens(renderPrompt(prompt, masked(request))), 0);
  const calls = requests.length * samples;
  const tokens = { prompt_tokens: once * samples, completion_tokens: calls * usualCompletionTokens };
  return { calls, ...tokens, cost: price === undefined ? null : costOf({ ...noUsage, ...tokens }, price) };
}
