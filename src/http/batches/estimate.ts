import { z } from 'zod';
import type { Submission } from '../../core/submission.ts';
import { createBreath } from '../../grading/breath.ts';
import { createEstimate } from '../../llm/estimate.ts';
import { readPrices } from '../../llm/prices.ts';
import type { ServiceParts } from '../app.ts';
import { shape } from '../shapes.ts';

/** What grading by the model is reckoned to take; `model` is null where none is configured, `cost` where the price is not known. */
export const EstimateShape = shape(
  'Estimate',
  z.object({
    model: z.string().nullable(),
    answers: z.int(),
    calls: z.int(),
    prompt_tokens: z.int(),
    completion_tokens: z.int(),
    cost: z.object({ amount: z.number(), currency: z.string() }).nullable(),
  }),
);

/**
 * Reckons what it would take to have answers judged by the model of the service, without asking anybody. Where it has none, calls
 * and tokens are those that a model would take, and nothing is said of their cost.
 */
export async function estimateAnswers(
  submissions: readonly Submission[],
  parts: Pick<ServiceParts, 'grader' | 'config' | 'model'>,
): Promise<z.infer<typeof EstimateShape>> {
  const { grader, config } = parts;
  const { samples, pricesFile, lang } = config;
  const model = parts.model === null ? null : config.model;
  const price = model === null ? undefined : readPrices(pricesFile).models[model];
  const estimate = createEstimate({ samples, isolated: false, price });
  const breathe = createBreath();
  for (const { question, answer, candidate } of submissions) {
    const names = candidate === null ? [] : [candidate];
    const asked = await grader.ask({ question, answer, engine: 'hybrid', lang, names });
    if (asked !== undefined) estimate.add(asked);
    await breathe();
  }
  const { cost, ...total } = estimate.total();
  return { model, ...total, cost: cost === null ? null : { ...cost } };
}
