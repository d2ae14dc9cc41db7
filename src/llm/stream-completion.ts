import OpenAI from 'openai';
import { Stream } from 'openai/streaming';
import { z } from 'zod';
import { type Completion, readCompletion } from './completion.ts';
import { extractJson } from './reply.ts';
import type { StreamedBody } from './request-body.ts';

/** A part of a streamed completion as vendors really send it. The last one may hold no choice, only what was used up. */
const Chunk = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
        /** Where Moonshot says what was used up. */
        usage: z.unknown().optional(),
      }),
    )
    .catch([]),
  usage: z.unknown().optional(),
});

/**
 * Asks for a completion as a stream and tells each piece of its text. An endpoint that sends it whole all the same is
 * understood. The time limit holds for the whole of it, not only for its beginning.
 *
 * @throws {OpenAI.APIError} as the SDK does; {Error} where the stream ends before the reply does
 */
export async function streamCompletion(
  client: OpenAI,
  body: StreamedBody,
  how: {
    readonly signal?: AbortSignal | undefined;
    readonly timeoutMs: number;
    readonly onText: (text: string) => void;
  },
): Promise<Completion> {
  const limit = AbortSignal.timeout(how.timeoutMs);
  const signal = how.signal === undefined ? limit : AbortSignal.any([how.signal, limit]);
  try {
    const response = await client.chat.completions.create(body, { signal }).asResponse();
    const completion = isEventStream(response)
      ? await readChunks(response, how.onText)
      : readCompletion(await response.json());
    // The SDK ends a stream that was aborted as if it had come to its end.
    signal.throwIfAborted();
    if (!isEventStream(response)) how.onText(completion.text);
    return completion;
  } catch (error) {
    if (how.signal?.aborted) throw new OpenAI.APIUserAbortError();
    if (limit.aborted) throw new OpenAI.APIConnectionTimeoutError();
    throw error;
  }
}

function isEventStream({ headers }: Response): boolean {
  return /^text\/event-stream\b/i.test(headers.get('content-type') ?? '');
}

async function readChunks(response: Response, onText: (text: string) => void): Promise<Completion> {
  let text = '';
  let refusal = '';
  let finished: string | undefined;
  let usage: unknown;
  for await (const sent of Stream.fromSSEResponse<unknown>(response, new AbortController())) {
    const chunk = Chunk.safeParse(sent).data;
    const choice = chunk?.choices[0];
    usage = chunk?.usage ?? choice?.usage ?? usage;
    finished = choice?.finish_reason ?? finished;
    refusal += choice?.delta?.refusal ?? '';
    const piece = choice?.delta?.content ?? '';
    text += piece;
    if (piece !== '') onText(piece);
  }
  if (finished === undefined && extractJson(text) === undefined)
    throw new Error('the stream ended before the reply did');
  return readCompletion({
    choices: [{ finish_reason: finished ?? 'stop', message: { content: text, refusal } }],
    usage,
  });
}
