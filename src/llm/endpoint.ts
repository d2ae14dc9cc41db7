import OpenAI from 'openai';
import { JudgeUnavailable } from '../core/errors.ts';
import type { AcquireCall, ObservedCall } from '../core/model-calls.ts';
import { type Capabilities, createLearner } from './capabilities.ts';
import { type Completion, readCompletion } from './completion.ts';
import { httpFetch } from './http-fetch.ts';
import { knownOf, urlOf } from './known-endpoint.ts';
import type { LearnedStore } from './learned.ts';
import { createLimiter, pause } from './limiter.ts';
import { observeCall } from './observe-call.ts';
import type { Preset } from './presets.ts';
import type { Price } from './prices.ts';
import { type Asked, buildRequestBody, streamed } from './request-body.ts';
import { isRefusal, retryDelay } from './retry.ts';
import { streamCompletion } from './stream-completion.ts';

/** How to reach a model. */
export type EndpointSettings = {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** Calls in flight at the same time, at most. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** What is known of the vendor before the first call; by the host of `baseUrl` unless given. */
  readonly preset?: Preset | undefined;
  /** Stands under the SDK: recordings, tests. */
  readonly fetch?: typeof fetch;
  /** Waits between tries, in ms; the number of entries is the number of further tries. */
  readonly retryDelaysMs?: readonly number[];
  /** What earlier runs learned, and where this one leaves what it learns. */
  readonly learned?: LearnedStore;
  /** A limit on calls that is shared with other processes, within `concurrency`. */
  readonly acquire?: AcquireCall | undefined;
  /** Is told of every call, each try as one; it must not throw. */
  readonly onCall?: ((call: ObservedCall) => void) | undefined;
};

/** How a reply is waited for. */
export type Asking = {
  readonly signal?: AbortSignal | undefined;
  /**
   * Makes a listener to the text of the reply, anew for every try. With it the reply is asked for as a stream; where the
   * endpoint sends none, the listener hears all of it at once.
   */
  readonly listen?: (() => (text: string) => void) | undefined;
};

/** Asks a model. @throws {JudgeUnavailable} when it cannot be reached, refuses the key, or sends nothing usable */
export type Endpoint = {
  readonly complete: (asked: Omit<Asked, 'model'>, how?: Asking) => Promise<Completion>;
  /** What was learned of the endpoint so far. */
  readonly capabilities: () => Capabilities;
  /** Calls allowed at the same time now. */
  readonly width: () => number;
};

const defaultDelaysMs = [500, 1500, 4000, 8000];

/** Opens an endpoint. Retries live here and nowhere else: the SDK's own are switched off. */
export function openEndpoint(settings: EndpointSettings & { readonly price?: Price | undefined }): Endpoint {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: urlOf(settings),
    // Its debug log would hold the answers, whatever OPENAI_LOG says.
    logLevel: 'off',
    maxRetries: 0,
    timeout: settings.timeoutMs,
    fetch: settings.fetch ?? httpFetch,
  });
  const limiter = createLimiter(settings.concurrency);
  const learner = createLearner(knownOf(settings), (capabilities) =>
    settings.learned?.keep({ endpoint: urlOf(settings), model: settings.model, ...capabilities }),
  );
  const delays = settings.retryDelaysMs ?? defaultDelaysMs;
  const { model, acquire, onCall, price } = settings;
  const observing = { model, endpoint: urlOf(settings), price, onCall };

  async function attempt(asked: Asked, { signal, listen }: Asking): Promise<Completion> {
    // Until this very request is refused as a stream.
    let mayStream = true;
    for (let tries = 0; ; ) {
      let delayMs = 0;
      await limiter.ready(signal);
      const release = await acquire?.(signal);
      const capabilities = learner.known();
      const onText = listen?.();
      const streams = onText !== undefined && mayStream && !capabilities.dropped.includes('stream');
      try {
        const body = buildRequestBody(asked, capabilities);
        const completion = await observeCall(observing, async () =>
          streams
            ? streamCompletion(client, streamed(body, capabilities), { signal, timeoutMs: settings.timeoutMs, onText })
            : readCompletion(await client.chat.completions.create(body, signal === undefined ? {} : { signal })),
        );
        limiter.speedUp();
        // Refused only as a stream; or what was used up is not told in one, and everything that is paid for is to be counted.
        if (!mayStream || (streams && completion.usage.prompt_tokens === 0)) learner.giveUpStreams();
        if (!streams) onText?.(completion.text);
        return completion;
      } catch (error) {
        if (isRefusal(error)) {
          if (learner.learn(capabilities, `${error.param ?? ''} ${error.message}`, streams)) continue;
          mayStream = false;
          if (streams) continue;
        }
        const delay = retryDelay(error, delays[tries]);
        if (delay === undefined) throw unavailable(error, settings);
        tries++;
        // The whole client slows down, not only this call: the limit belongs to the account.
        if (error instanceof OpenAI.APIError && error.status === 429) limiter.slowDown(delay);
        else delayMs = delay;
      } finally {
        await release?.();
      }
      await pause(delayMs, signal);
    }
  }

  return {
    complete: (asked, how = {}) => limiter.run(() => attempt({ ...asked, model: settings.model }, how)),
    capabilities: learner.known,
    width: limiter.width,
  };
}

function unavailable(error: unknown, at: Pick<EndpointSettings, 'baseUrl' | 'preset'>): JudgeUnavailable {
  if (error instanceof JudgeUnavailable) return error;
  const what =
    error instanceof OpenAI.APIError && error.status !== undefined ? `answered ${error.status}` : 'cannot be reached';
  // The host alone: an address may hold a password.
  return new JudgeUnavailable(`the model's endpoint ${new URL(urlOf(at)).host} ${what}`, { cause: error });
}
