import { InvalidInput } from '../core/errors.ts';
import { addUsage, type Judge, type Judgement, type JudgeRequest, noUsage } from '../core/judge.ts';
import type { ReplyCache } from '../core/model-calls.ts';
import { type Budget, createBudget } from './budget.ts';
import { cacheKey } from './cache.ts';
import type { Capabilities } from './capabilities.ts';
import { type Conversing, converse } from './converse.ts';
import { type EndpointSettings, openEndpoint } from './endpoint.ts';
import { presetOf, urlOf } from './known-endpoint.ts';
import { masked, unmasked } from './mask.ts';
import { costOf, type Price, type PriceFile, readPrices } from './prices.ts';
import { promptFile, readPrompt } from './prompt.ts';
import { createTeller, type Tell } from './tell-points.ts';
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

/** Only votes are warm: one answer asked twice the same way is no second opinion. */
const warm = 0.7;

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
  const { samples = 1, isolated = false, replies } = settings;
  const conversing: Conversing = {
    endpoint,
    prompt,
    budget,
    contextTokens: presetOf(settings)?.contextTokens ?? Number.POSITIVE_INFINITY,
    temperature: samples > 1 ? warm : 0,
  };

  async function judge(request: JudgeRequest): Promise<Judgement> {
    const tell = createTeller(request);
    const judgement = await findOrAsk(request, tell);
    for (const finding of judgement.points) tell?.(finding);
    return judgement;
  }

  async function findOrAsk(request: JudgeRequest, tell: Tell | undefined): Promise<Judgement> {
    if (replies === undefined) return askNow(request, tell);
    const key = keyOf(request);
    const known = await replies.find(key);
    if (known !== undefined) return priced({ ...known, usage: noUsage });
    const judgement = await askNow(request, tell);
    // What a second try might decide is not kept.
    if (judgement.points.every((point) => point.verdict !== 'undecided')) await replies.keep(key, judgement);
    return judgement;
  }

  async function askNow(request: JudgeRequest, tell: Tell | undefined): Promise<Judgement> {
    const { onPoint: _, ...hidden } = masked(request);
    // One vote of several decides nothing.
    const watched = tell === undefined || samples > 1 ? hidden : { ...hidden, onPoint: tell };
    return priced(unmasked(await judgeMasked(watched), request));
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
    const parts = await Promise.all(rubrics.map((rubric) => converse({ ...request, rubric }, seed, conversing)));
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
