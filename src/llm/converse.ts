import { JudgeUnavailable } from '../core/errors.ts';
import { addUsage, type Judgement, type JudgeRequest, type Usage } from '../core/judge.ts';
import type { Budget } from './budget.ts';
import type { Completion } from './completion.ts';
import { conclude, concludeEarly, inventedQuotations } from './conclude.ts';
import type { Endpoint } from './endpoint.ts';
import { type Prompt, renderPrompt } from './prompt.ts';
import { mergeReplies, parseReply, replySchema } from './reply.ts';
import { createReplyReader } from './reply-reader.ts';
import type { Message } from './request-body.ts';
import { mostCompletionTokens, promptTokens, usualCompletionTokens } from './tokens.ts';

/** What it takes to ask a model about an answer. */
export type Conversing = {
  readonly endpoint: Endpoint;
  readonly prompt: Prompt;
  readonly budget: Budget | undefined;
  /** Tokens of prompt and reply that the model holds. */
  readonly contextTokens: number;
  readonly temperature: number;
};

/** What came of it; the model's name is the judge's to add. */
export type Said = Omit<Judgement, 'model'>;

/**
 * Asks a model about all points of a request's rubric, and once more with the faults named when the reply is faulty or a
 * quotation is not in the answer. What is then still unusable is `undecided`.
 *
 * @param seed - of the vote, from 0
 * @throws {JudgeUnavailable} when there is no usable verdict at all; {CostLimitReached}
 */
export async function converse(request: JudgeRequest, seed: number, by: Conversing): Promise<Said> {
  const question: Message = { role: 'user', content: renderPrompt(by.prompt, request) };
  const first = await ask([question], request, seed, by);
  let reply = parseReply(first.text, request.rubric);
  let { usage } = first;
  const faults = [...reply.faults, ...inventedQuotations(reply, request)];
  if (faults.length > 0) {
    const complaint = `The reply cannot be used:\n${faults.join('\n')}\nSend the whole corrected JSON object.`;
    const again = [question, { role: 'assistant', content: first.text }, { role: 'user', content: complaint }] as const;
    const second = await ask(again, request, seed, by).catch((error: unknown) => {
      // What the first reply decided stands; what was wrong with it stays undecided.
      if (error instanceof JudgeUnavailable && request.signal?.aborted !== true) return undefined;
      throw error;
    });
    if (second !== undefined) {
      usage = addUsage(usage, second.usage);
      reply = mergeReplies(parseReply(second.text, request.rubric), reply);
    }
  }
  if (reply.points.size === 0) throw new JudgeUnavailable('the model sent no usable verdict');
  return { ...conclude(reply, request), usage };
}

async function ask(
  messages: readonly Message[],
  request: JudgeRequest,
  seed: number,
  { endpoint, budget, contextTokens, temperature }: Conversing,
): Promise<Completion> {
  const { rubric, signal } = request;
  const tokens = promptTokens(messages, rubric);
  if (tokens + usualCompletionTokens > contextTokens)
    throw new JudgeUnavailable('the answer is longer than what the model can read at once');
  const reservation = await budget?.reserve(tokens, mostCompletionTokens);
  let usage: Usage | undefined;
  try {
    const limit = reservation?.completionTokens ?? mostCompletionTokens;
    const asked = { messages, schema: replySchema(rubric), seed: seed + 1, temperature, limit };
    const completion = await endpoint.complete(asked, { signal, listen: listenerOf(request) });
    ({ usage } = completion);
    if (completion.fault !== undefined) throw new JudgeUnavailable(completion.fault);
    return completion;
  } finally {
    reservation?.settle(usage);
  }
}

/** Tells what is found of each point while the reply arrives; undefined where nobody wants to know. */
function listenerOf(request: JudgeRequest): (() => (text: string) => void) | undefined {
  const { onPoint, rubric } = request;
  if (onPoint === undefined) return undefined;
  return () =>
    createReplyReader(rubric, (id, said) => {
      const finding = concludeEarly(id, said, request);
      if (finding !== undefined) onPoint(finding);
    });
}
