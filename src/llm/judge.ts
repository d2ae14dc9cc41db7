import { InvalidInput, JudgeUnavailable } from '../core/errors.ts';
import { addUsage, type Judge, type Judgement, type JudgeRequest, noUsage, type Usage } from '../core/judge.ts';
import type { ReplyCache } from '../core/model-calls.ts';
import { type Budget, createBudget } from './budget.ts';
import { cacheKey } from './cache.ts';
import type { Capabilities } from './capabilities.ts';
import type { Completion } from './completion.ts';
import { conclude, inventedQuotations } from './conclude.ts';
import { type EndpointSettings, openEndpoint, presetOf, urlOf } from './endpoint.ts';
import { masked, unmasked } from './mask.ts';
import { costOf, type Price, type PriceFile, readPrices } from './prices.ts';
import { promptFile, readPrompt, renderPrompt } from './prompt.ts';
import { mergeReplies, parseReply, replySchema } from './reply.ts';
import type { Message } from './request-body.ts';
import { mostCompletionTokens, promptTokens, usualCompletionTokens } from './tokens.ts';
import { countVotes, rubricsAsked } from './votes.ts';

/** How an LLM judge works. */
export type LlmJudgeSettings = EndpointSettings & {
  /** How many times an answer is judged; the verdicts are put to the vote. One unless given. */
  readonly samples?: number;
  /** One point a call instead of all in one. */
  readonly isolated?: boolean;
  /** Where judgements are kept; nothing is kept without it. */
  readonly replies?: ReplyCache | undefined;
  /** What may be spent, in the currency of the model's price. */
  readonly maxCost?: number | undefined;
  readonly prices?: PriceFile;
};

/** The LLM judge, and what can be seen of its endpoint. */
export type LlmJudge = Judge & {
  readonly capabilities: () => Capabilities;
  /** Money spent so far; undefined without a limit to count against. */
  readonly spent: () => number | undefined;
  /** Was this judged before and kept, so that it costs nothing? */
  readonly isKept: (request: JudgeRequest) => Promise<boolean>;
};

/**
 * The LLM judge: one call for all points of an answer, a second one with the faults named when the reply is faulty or a
 * quotation is not in the answer. What is then still unusable is `undecided`.
 *
 * @throws {InvalidInput} when there is a cost limit and the model has no known price
 */
export function createLlmJudge(settings: LlmJudgeSettings): LlmJudge {
  const prompt = readPrompt(promptFile);
  const price = (settings.prices ?? readPrices()).models[settings.model];
  const endpoint = openEndpoint({ ...settings, price });
  const budget = budgetOf(settings, price);
  const contextTokens = presetOf(settings)?.contextTokens ?? Number.POSITIVE_INFINITY;
  const { samples = 1, isolated = false, replies } = settings;

  async function judge(request: JudgeRequest): Promise<Judgement> {
    if (replies === undefined) return priced(unmasked(await judgeMasked(masked(request)), request));
    const key = keyOf(request);
    const known = await replies.find(key);
    if (known !== undefined) return priced({ ...known, usage: noUsage });
    const judgement = priced(unmasked(await judgeMasked(masked(request)), request));
    // What a second try might decide is not kept.
    if (judgement.points.every((point) => point.verdict !== 'undecided')) await replies.keep(key, judgement);
    return judgement;
  }

  function priced(judgement: Judgement): Judgement {
    if (price === undefined) return judgement;
    return { ...judgement, cost: { amount: costOf(judgement.usage, price), currency: price.currency } };
  }

  function keyOf(request: JudgeRequest): string {
    const { rubric, answer, cut, lang, names = [] } = request;
    return cacheKey({
      model: settings.model,
      endpoint: urlOf(settings),
      prompt: prompt.hash,
      rubric,
      answer,
      cut,
      names,
      lang,
      samples,
      isolated,
    });
  }

  async function judgeMasked(request: JudgeRequest): Promise<Judgement> {
    const votes = Array.from({ length: samples }, (_, seed) => judgeOnce(request, seed));
    const judgements = await Promise.all(votes);
    const usage = judgements.reduce((sum, vote) => addUsage(sum, vote.usage), noUsage);
    return { ...countVotes(request.rubric, judgements, request.lang), model: settings.model, usage };
  }

  async function judgeOnce(request: JudgeRequest, seed: number): Promise<Judgement> {
    const rubrics = rubricsAsked(request.rubric, seed, isolated);
    const parts = await Promise.all(rubrics.map((rubric) => converse({ ...request, rubric }, seed)));
    return {
      points: request.rubric.points.flatMap(({ id }) =>
        parts.flatMap((part) => part.points.filter((p) => p.id === id)),
      ),
      redFlags: parts.flatMap((part) => part.redFlags),
      reviewReasons: [...new Set(parts.flatMap((part) => part.reviewReasons))],
      model: settings.model,
      usage: parts.reduce((sum, part) => addUsage(sum, part.usage), noUsage),
    };
  }

  async function converse(request: JudgeRequest, seed: number): Promise<Judgement> {
    const question: Message = { role: 'user', content: renderPrompt(prompt, request) };
    const schema = replySchema(request.rubric);
    async function ask(messages: readonly Message[]): Promise<Completion> {
      const tokens = promptTokens(messages, request.rubric);
      if (tokens + usualCompletionTokens > contextTokens)
        throw new JudgeUnavailable('the answer is longer than what the model can read at once');
      const reservation = await budget?.reserve(tokens, mostCompletionTokens);
      let usage: Usage | undefined;
      try {
        const limit = reservation?.completionTokens ?? mostCompletionTokens;
        const asked = { messages, schema, seed: seed + 1, temperature: samples > 1 ? 0.7 : 0, limit };
        const completion = await endpoint.complete(asked, request.signal);
        ({ usage } = completion);
        if (completion.fault !== undefined) throw new JudgeUnavailable(completion.fault);
        return completion;
      } finally {
        reservation?.settle(usage);
      }
    }
    const first = await ask([question]);
    let reply = parseReply(first.text, request.rubric);
    let { usage } = first;
    const faults = [...reply.faults, ...inventedQuotations(reply, request)];
    if (faults.length > 0) {
      const complaint = `The reply cannot be used:\n${faults.join('\n')}\nSend the whole corrected JSON object.`;
      const again = [
        question,
        { role: 'assistant', content: first.text },
        { role: 'user', content: complaint },
      ] as const;
      const second = await ask(again).catch((error: unknown) => {
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
    return { ...conclude(reply, request), model: settings.model, usage };
  }

  return {
    model: settings.model,
    prompt: prompt.hash,
    judge,
    capabilities: endpoint.capabilities,
    askedAs: () => ({ ...endpoint.capabilities(), samples, isolated }),
    spent: () => budget?.spent(),
    isKept: async (request) => (await replies?.find(keyOf(request))) !== undefined,
  };
}

function budgetOf({ maxCost, model }: LlmJudgeSettings, price: Price | undefined): Budget | undefined {
  if (maxCost === undefined) return undefined;
  if (price !== undefined) return createBudget(maxCost, price);
  throw new InvalidInput('cost limit', [{ field: 'model', message: `"${model}" is not in the price file` }]);
}
