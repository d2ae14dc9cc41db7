import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ObservedCall } from '../../core/model-calls.ts';
import { presetFor, presets } from '../../llm/presets.ts';

const tracer = trace.getTracer('answer-grader');

/**
 * Records a call to the model that has ended as a span below what is going on: each try is one, so that the waits between them can
 * be seen. Prompt and reply are never in it.
 *
 * @see https://github.com/open-telemetry/semantic-conventions-genai, span `gen_ai.client.inference`
 */
export function traceCall(call: ObservedCall): void {
  const { model, endpoint, startedAt, ms, usage, cost, error } = call;
  const { hostname, port, protocol } = new URL(endpoint);
  const attributes: Attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': providerOf(endpoint),
    'gen_ai.request.model': model,
    'gen_ai.output.type': 'json',
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
  const span = tracer.startSpan(`chat ${model}`, { kind: SpanKind.CLIENT, startTime: startedAt, attributes });
  if (usage !== undefined) {
    span.setAttributes({
      'gen_ai.usage.input_tokens': usage.prompt_tokens,
      'gen_ai.usage.cache_read.input_tokens': usage.cached_tokens,
      'gen_ai.usage.output_tokens': usage.completion_tokens,
    });
  }
  if (cost !== undefined) span.setAttributes({ 'grader.cost': cost.amount, 'grader.currency': cost.currency });
  if (error !== undefined) {
    span.setAttribute('error.type', errorTypeOf(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end(startedAt + ms);
}

/** The status that the endpoint answered, or the name of the error. Its message may quote what was sent. */
function errorTypeOf(error: Error): string {
  return 'status' in error && typeof error.status === 'number' ? String(error.status) : error.name;
}

/** Vendors that the conventions know by another name than ours; the rest they either call the same or do not know. */
const conventional: Readonly<Record<string, string>> = { moonshot: 'moonshot_ai' };

/** The vendor as the conventions name it; `openai` for a stranger, whose interface it is. */
export function providerOf(endpoint: string): string {
  if (new URL(endpoint).hostname.endsWith('.openai.azure.com')) return 'azure.ai.openai';
  const preset = presetFor(endpoint);
  const name = Object.entries(presets).find(([, known]) => known === preset)?.[0] ?? 'openai';
  return conventional[name] ?? name;
}
