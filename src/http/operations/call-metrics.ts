import { Counter, Histogram, type Registry } from 'prom-client';
import type { ObservedCall } from '../../core/model-calls.ts';

/** Counts calls to the model's endpoint: how long each took, how it ended, its tokens and its money. */
export function callMetrics(registers: Registry[]): (call: ObservedCall) => void {
  const calls = new Histogram({
    name: 'grader_judge_call_duration_seconds',
    help: 'Time of a call to the model, each try as one; its count is the number of calls.',
    labelNames: ['model', 'outcome'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120],
    registers,
  });
  const tokens = new Counter({
    name: 'grader_judge_tokens_total',
    help: 'Tokens that were used up; those that came from the cache of the vendor are among the prompt tokens too.',
    labelNames: ['model', 'kind'],
    registers,
  });
  const money = new Counter({
    name: 'grader_judge_cost_total',
    help: 'Money that was spent, where the price of the model is known.',
    labelNames: ['model', 'currency'],
    registers,
  });
  return ({ model, ms, usage, cost, error }) => {
    calls.observe({ model, outcome: error === undefined ? 'fine' : 'failed' }, ms / 1000);
    if (usage !== undefined) {
      tokens.inc({ model, kind: 'prompt' }, usage.prompt_tokens);
      tokens.inc({ model, kind: 'cached' }, usage.cached_tokens);
      tokens.inc({ model, kind: 'completion' }, usage.completion_tokens);
    }
    if (cost !== undefined) money.inc({ model, currency: cost.currency }, cost.amount);
  };
}
