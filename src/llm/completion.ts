import { z } from 'zod';
import { JudgeUnavailable } from '../core/errors.ts';
import type { Usage } from '../core/judge.ts';

/** The model's text and what it cost. `fault`: why there is nothing to read in it, though it was paid for. */
export type Completion = { readonly text: string; readonly usage: Usage; readonly fault?: string };

const Count = z.int().nonnegative().catch(0);

/** A chat completion as vendors really send it: only what we read, and lenient about the rest. */
export const CompletionBody = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: Count,
      completion_tokens: Count,
      prompt_tokens_details: z.object({ cached_tokens: Count }).nullish(),
      /** DeepSeek's name for the tokens that came from its cache. */
      prompt_cache_hit_tokens: Count.optional(),
    })
    .nullish(),
});

/**
 * Reads a completion. Blank text is one: the caller asks once more. A refusal, a content filter and a reply that was cut off
 * at its length limit are faults.
 *
 * @throws {JudgeUnavailable} when it holds no choice
 */
export function readCompletion(body: unknown): Completion {
  const parsed = CompletionBody.safeParse(body);
  const choice = parsed.data?.choices[0];
  if (choice === undefined) throw new JudgeUnavailable('the model sent no choice');
  const usage = parsed.data?.usage;
  const fault = faultOf(choice);
  return {
    text: choice.message.content ?? '',
    ...(fault === undefined ? {} : { fault }),
    usage: {
      prompt_tokens: usage?.prompt_tokens ?? 0,
      cached_tokens: usage?.prompt_tokens_details?.cached_tokens ?? usage?.prompt_cache_hit_tokens ?? 0,
      completion_tokens: usage?.completion_tokens ?? 0,
      calls: 1,
    },
  };
}

type Choice = z.infer<typeof CompletionBody>['choices'][number];

function faultOf({ finish_reason: reason, message }: Choice): string | undefined {
  if (message.refusal) return 'the model refused to judge';
  if (reason === 'content_filter') return 'the endpoint filtered the reply';
  if (reason === 'length') return 'the reply was cut off at its length limit';
  return undefined;
}
