import { fileURLToPath } from 'node:url';
import { InvalidInput, JudgeUnavailable } from '../core/errors.ts';
import { evidenceAt } from '../core/evidence.ts';
import { addUsage, type Judge, type Judgement, type JudgeRequest, noUsage } from '../core/judge.ts';
import type { Rubric } from '../core/rubric.ts';
import { type Budget, createBudget } from './budget.ts';
import { cacheKey, openReplyCache } from './cache.ts';
import type { Capabilities } from './capabilities.ts';
import type { Completion } from './completion.ts';
import { conclude, inventedQuotations } from './conclude.ts';
import { type EndpointSettings, openEndpoint } from './endpoint.ts';
import { maskPersonal } from './mask.ts';
import { type PriceFile, readPrices, roughTokens } from './prices.ts';
import { readPrompt, renderPrompt } from './prompt.ts';
import { mergeReplies, parseReply, replySchema } from './reply.ts';
import type { Message } from './request-body.ts';
import { countVotes, shufflePoints } from './votes.ts';

/** Where the judge's prompt lies. */
export const promptFile = fileURLToPath(new URL('../../prompts/judge.md', import.meta.url));

/** How an LLM judge works. */
export type LlmJudgeSettings = EndpointSettings & {
  /** How many times an answer is judged; the verdicts are put to the vote. One unless given. */
  readonly samples?: number;
  /** One point a call instead of all in one. */
  readonly isolated?: boolean;
  /** Where judgements are kept; nothing is kept without it. */
  readonly cacheFolder?: string;
  /** What may be spent, in the currency of the model's price. */
  readonly maxCost?: number;
  readonly prices?: PriceFile;
};

/** The LLM judge, and what can be seen of its endpoint. */
export type LlmJudge = Judge & {
  readonly capabilities: () => Capabilities;
  /** Money spent so far; undefined without a limit to count against. */
  readonly spent: () => number | undefined;
};

/**
 * The LLM judge: one call for all points of an answer, a second one with the faults named when the reply is faulty or a
 * quotation is not in the answer. What is then still unusable is `undecided`.
 *
 * @throws {InvalidInput} when there is a cost limit and the model has no known price
 */
export function createLlmJudge(settings: LlmJudgeSettings): LlmJudge {
  const prompt = readPrompt(promptFile);
  const endpoint = openEndpoint(settings);
  const cache = settings.cacheFolder === undefined ? undefined : openReplyCache(settings.cacheFolder);
  const budget = budgetOf(settings);
  const samples = settings.samples ?? 1;

  async function judge(request: JudgeRequest): Promise<Judgement> {
    if (cache === undefined) return unmasked(await judgeMasked(masked(request)), request);
    const key = keyOf(request);
    const known = cache.find(key);
    if (known !== undefined) return known;
    const judgement = unmasked(await judgeMasked(masked(request)), request);
    // What a second try might decide is not kept.
    if (judgement.points.every((point) => point.verdict !== 'undecided')) cache.keep(key, judgement);
    return judgement;
  }

  function keyOf(request: JudgeRequest): string {
    const { rubric, answer, cut, lang, names = [] } = request;
    return cacheKey({
      model: settings.model,
      endpoint: settings.baseUrl ?? settings.preset?.baseUrl ?? null,
      prompt: prompt.hash,
      rubric,
      answer,
      cut,
      names,
      lang,
      samples,
      isolated: settings.isolated ?? false,
    });
  }

  async function judgeMasked(request: JudgeRequest): Promise<Judgement> {
    const votes = Array.from({ length: samples }, (_, seed) => judgeOnce(request, seed));
    const judgements = await Promise.all(votes);
    const usage = judgements.reduce((sum, vote) => addUsage(sum, vote.usage), noUsage);
    return { ...countVotes(request.rubric, judgements, request.lang), model: settings.model, usage };
  }

  async function judgeOnce(request: JudgeRequest, seed: number): Promise<Judgement> {
    const rubrics = settings.isolated ? onePointEach(request.rubric) : [shufflePoints(request.rubric, seed)];
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
    const ask = (messages: readonly Message[]): Promise<Completion> =>
      paidFor(budget, messages, () =>
        endpoint.complete({ messages, schema, seed: seed + 1, temperature: samples > 1 ? 0.7 : 0 }, request.signal),
      );
    const first = await ask([question]);
    let reply = parseReply(first.text, request.rubric);
    let { usage } = first;
    const faults = [...reply.faults, ...inventedQuotations(reply, request)];
    if (faults.length > 0) {
      const complaint = `The reply cannot be used:\n${faults.join('\n')}\nSend the whole corrected JSON object.`;
      const second = await ask([
        question,
        { role: 'assistant', content: first.text },
        { role: 'user', content: complaint },
      ]);
      usage = addUsage(usage, second.usage);
      reply = mergeReplies(parseReply(second.text, request.rubric), reply);
    }
    if (reply.points.size === 0) throw new JudgeUnavailable('the model sent no usable verdict');
    return { ...conclude(reply, request), model: settings.model, usage };
  }

  return {
    model: settings.model,
    prompt: prompt.hash,
    judge,
    capabilities: endpoint.capabilities,
    spent: () => budget?.spent(),
  };
}

/** The request as it leaves the machine: nothing personal in the answer, every offset as it was. */
export function masked(request: JudgeRequest): JudgeRequest {
  return { ...request, answer: maskPersonal(request.answer, request.names) };
}

/** The same judgement with evidence in the words of the raw answer. */
export function unmasked(judgement: Judgement, { answer }: JudgeRequest): Judgement {
  const points = judgement.points.map((point) => {
    if (point.verdict !== 'met' && point.verdict !== 'partial') return point;
    const [first, ...rest] = point.evidence;
    return {
      ...point,
      evidence: [evidenceAt(answer, first), ...rest.map((span) => evidenceAt(answer, span))] as const,
    };
  });
  const redFlags = judgement.redFlags.map(({ id, evidence: [first, ...rest] }) => ({
    id,
    evidence: [evidenceAt(answer, first), ...rest.map((span) => evidenceAt(answer, span))] as const,
  }));
  return { ...judgement, points, redFlags };
}

/** A rubric for every point; the red flags go with the first. */
function onePointEach(rubric: Rubric): Rubric[] {
  return rubric.points.map((point, index) => ({
    ...rubric,
    points: [point],
    red_flags: index === 0 ? rubric.red_flags : [],
  }));
}

async function paidFor(
  budget: Budget | undefined,
  messages: readonly Message[],
  call: () => Promise<Completion>,
): Promise<Completion> {
  const settle = budget?.reserve(messages.reduce((sum, message) => sum + roughTokens(message.content), 0));
  let completion: Completion | undefined;
  try {
    completion = await call();
    return completion;
  } finally {
    settle?.(completion?.usage);
  }
}

function budgetOf({ maxCost, model, prices }: LlmJudgeSettings): Budget | undefined {
  if (maxCost === undefined) return undefined;
  const price = (prices ?? readPrices()).models[model];
  if (price !== undefined) return createBudget(maxCost, price);
  throw new InvalidInput('cost limit', [{ field: 'model', message: `"${model}" is not in the price file` }]);
}
