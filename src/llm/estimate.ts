import { type Cost, type JudgeRequest, noUsage } from '../core/judge.ts';
import { masked } from './mask.ts';
import { costOf, type Price } from './prices.ts';
import { promptFile, readPrompt, renderPrompt } from './prompt.ts';
import { measuredShare, promptTokens, usualCompletionTokens } from './tokens.ts';
import { rubricsAsked } from './votes.ts';

/** What a run is reckoned to take. `cost` is null where the price is not known. */
export type Estimate = {
  readonly answers: number;
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly cost: Cost | null;
};

/** Adds up what judging answers would take, one answer at a time, without asking anybody. Second questions and prompts that a vendor caches are not reckoned with. */
export function createEstimate(settings: {
  readonly samples: number;
  readonly isolated: boolean;
  readonly price: Price | undefined;
}): { readonly add: (request: JudgeRequest) => void; readonly total: () => Estimate } {
  const { samples, isolated, price } = settings;
  const prompt = readPrompt(promptFile);
  const tokens = { prompt_tokens: 0, completion_tokens: 0 };
  let answers = 0;
  let calls = 0;
  return {
    add(request) {
      answers++;
      const hidden = masked(request);
      for (let seed = 0; seed < samples; seed++) {
        for (const rubric of rubricsAsked(request.rubric, seed, isolated)) {
          calls++;
          const content = renderPrompt(prompt, { ...hidden, rubric });
          tokens.prompt_tokens += Math.ceil(promptTokens([{ role: 'user', content }], rubric) * measuredShare);
          // An answer's reply in parts is about as long as the whole one.
          tokens.completion_tokens += Math.ceil(
            (usualCompletionTokens * rubric.points.length) / request.rubric.points.length,
          );
        }
      }
    },
    total: () => ({
      answers,
      calls,
      ...tokens,
      cost: price === undefined ? null : { amount: costOf({ ...noUsage, ...tokens }, price), currency: price.currency },
    }),
  };
}
