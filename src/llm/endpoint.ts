import OpenAI from 'openai';
import pLimit from 'p-limit';
import { JudgeUnavailable } from '../core/errors.ts';
import { addUsage, noUsage, type Usage } from '../core/judge.ts';

/** How to reach a model. */
export type EndpointSettings = {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** Calls in flight at the same time, at most. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** Waits between tries, in ms; the number of entries is the number of further tries. */
  readonly retryDelaysMs?: readonly number[];
};

/** A message of a conversation. */
export type Message = { readonly role: 'user' | 'assistant'; readonly content: string };

/** The model's text and what it cost. */
export type Completion = { readonly text: string; readonly usage: Usage };

/** Ways to ask for JSON, from the strictest; an endpoint that refuses one is asked by the next, from then on. */
type Format = 'json_schema' | 'json_object' | 'text';

/** Asks a model. @throws {JudgeUnavailable} when it cannot be reached, refuses the key, or sends nothing usable */
export type Endpoint = {
  readonly complete: (
    messages: readonly Message[],
    schema: Record<string, unknown>,
    signal?: AbortSignal,
  ) => Promise<Completion>;
  /** What was learned of the endpoint so far. */
  readonly capabilities: () => { readonly format: Format; readonly dropped: readonly string[] };
};

const formats: readonly Format[] = ['json_schema', 'json_object', 'text'];
const defaultDelaysMs = [500, 1500, 4000];
const longestWaitMs = 60_000;

/** Opens an endpoint. Retries live here and nowhere else: the SDK's own are switched off. */
export function openEndpoint(settings: EndpointSettings): Endpoint {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl ?? null,
    maxRetries: 0,
    timeout: settings.timeoutMs,
  });
  const limit = pLimit(settings.concurrency);
  const delays = settings.retryDelaysMs ?? defaultDelaysMs;
  let format: Format = 'json_schema';
  const dropped = new Set<string>();
  let pausedUntil = 0;

  async function complete(
    messages: readonly Message[],
    schema: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<Completion> {
    return limit(() => attempt(messages, schema, signal));
  }

  async function attempt(
    messages: readonly Message[],
    schema: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<Completion> {
    let usage = noUsage;
    for (let tries = 0; ; ) {
      await wait(pausedUntil - Date.now(), signal);
      try {
        const response = await client.chat.completions.create(
          request(messages, schema),
          signal === undefined ? {} : { signal },
        );
        usage = addUsage(usage, usageOf(response.usage));
        return { text: textOf(response), usage };
      } catch (error) {
        if (adapt(error)) continue;
        const delay = retryDelay(error, delays[tries]);
        if (delay === undefined) throw unavailable(error);
        tries++;
        // The whole client slows down, not only this call: the limit belongs to the account.
        if (error instanceof OpenAI.APIError && error.status === 429)
          pausedUntil = Math.max(pausedUntil, Date.now() + delay);
        else await wait(delay, signal);
      }
    }
  }

  function request(
    messages: readonly Message[],
    schema: Record<string, unknown>,
  ): OpenAI.ChatCompletionCreateParamsNonStreaming {
    const response_format: OpenAI.ChatCompletionCreateParams['response_format'] =
      format === 'json_schema'
        ? { type: 'json_schema', json_schema: { name: 'judgement', strict: true, schema } }
        : { type: 'json_object' };
    return {
      model: settings.model,
      messages: messages.map((message) => ({ ...message })),
      ...(dropped.has('temperature') ? {} : { temperature: 0 }),
      ...(dropped.has('seed') ? {} : { seed: 1 }),
      ...(format === 'text' ? {} : { response_format }),
    };
  }

  /** Learns from a refusal: drops the parameter, or asks for JSON less strictly. @returns whether it is worth asking again */
  function adapt(error: unknown): boolean {
    if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return false;
    const said = `${error.param ?? ''} ${error.message}`.toLowerCase();
    for (const name of ['temperature', 'seed']) {
      if (said.includes(name) && !dropped.has(name)) {
        dropped.add(name);
        return true;
      }
    }
    const next = formats[formats.indexOf(format) + 1];
    if (next === undefined || !/response_format|json_schema|json_object|schema|json/.test(said)) return false;
    format = next;
    return true;
  }

  return { complete, capabilities: () => ({ format, dropped: [...dropped] }) };
}

function textOf(response: OpenAI.ChatCompletion): string {
  const choice = response.choices?.[0];
  if (choice === undefined) throw new JudgeUnavailable('the model sent no choice');
  if (typeof choice.message.refusal === 'string' && choice.message.refusal !== '')
    throw new JudgeUnavailable('the model refused to judge');
  if (choice.finish_reason === 'content_filter') throw new JudgeUnavailable('the endpoint filtered the reply');
  if (choice.finish_reason === 'length') throw new JudgeUnavailable('the reply was cut off at its length limit');
  return choice.message.content ?? '';
}

function usageOf(usage: OpenAI.CompletionUsage | undefined | null): Usage {
  return {
    prompt_tokens: usage?.prompt_tokens ?? 0,
    cached_tokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
    completion_tokens: usage?.completion_tokens ?? 0,
    calls: 1,
  };
}

/** How long to wait before the next try; undefined when another try makes no sense or none is left. */
function retryDelay(error: unknown, planned: number | undefined): number | undefined {
  if (planned === undefined || error instanceof OpenAI.APIUserAbortError || !(error instanceof OpenAI.APIError))
    return undefined;
  const { status } = error;
  if (status === 429) {
    const seconds = Number(error.headers?.get('retry-after') ?? Number.NaN);
    return Number.isFinite(seconds) ? Math.min(seconds * 1000, longestWaitMs) : planned * (1 + Math.random());
  }
  return status === undefined || status >= 500 || status === 408 ? planned * (0.5 + Math.random()) : undefined;
}

function unavailable(error: unknown): JudgeUnavailable {
  if (error instanceof JudgeUnavailable) return error;
  const what =
    error instanceof OpenAI.APIError && error.status !== undefined ? `answered ${error.status}` : 'cannot be reached';
  return new JudgeUnavailable(`the model's endpoint ${what}`, { cause: error });
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new JudgeUnavailable('the request was aborted'));
      },
      { once: true },
    );
  });
}
