import type OpenAI from 'openai';
import { type Capabilities, isSent, optionalParameters } from './capabilities.ts';

/** A message of a conversation. */
export type Message = { readonly role: 'user' | 'assistant'; readonly content: string };

/** The body of a chat completion, exactly as it is sent, exported for a batch, or recorded. */
export type RequestBody = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** The same for a reply that is to arrive piece by piece. */
export type StreamedBody = OpenAI.ChatCompletionCreateParamsStreaming;

/** What a request asks, whatever the endpoint takes. */
export type Asked = {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly schema: Record<string, unknown>;
  /** Only votes are warm: one answer asked twice the same way is no second opinion. */
  readonly temperature: number;
  readonly seed: number;
  /** Tokens that the reply may have at most. */
  readonly limit: number;
};

/** Builds the body for an endpoint that takes what `capabilities` says. */
export function buildRequestBody(asked: Asked, capabilities: Capabilities): RequestBody {
  const { format } = capabilities;
  const { temperature, seed, limit } = asked;
  const values = { temperature, seed, max_completion_tokens: limit, max_tokens: limit };
  const kept = Object.fromEntries(
    optionalParameters.filter((name) => isSent(name, capabilities)).map((name) => [name, values[name]]),
  );
  return {
    model: asked.model,
    messages: asked.messages.map((message) => ({ ...message })),
    ...kept,
    ...(format === 'json_schema'
      ? {
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'judgement', strict: true, schema: asked.schema },
          },
        }
      : {}),
    ...(format === 'json_object' ? { response_format: { type: 'json_object' } } : {}),
  };
}

/** The body that asks for the same reply as a stream, with what was used up at its end where the endpoint says it. */
export function streamed(body: RequestBody, { dropped }: Capabilities): StreamedBody {
  return {
    ...body,
    stream: true,
    ...(dropped.includes('stream_options') ? {} : { stream_options: { include_usage: true } }),
  };
}
