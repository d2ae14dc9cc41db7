import { type Format, formats, type Preset } from './presets.ts';

/** What an endpoint is known to take. */
export type Capabilities = { readonly format: Format; readonly dropped: readonly string[] };

/** Learns from refusals what an endpoint takes; what was learned holds for every later call. */
export type Learner = {
  readonly known: () => Capabilities;
  /**
   * Reads a refusal (status 400 or 422) of a request that was made with `asked`; `streamed`: it asked for a stream.
   *
   * @returns whether the same request is worth making again, as it would now be made
   */
  readonly learn: (asked: Capabilities, refusal: string, streamed: boolean) => boolean;
  /** Streams were found to be of no use here without a refusal that says so. */
  readonly giveUpStreams: () => void;
};

/** Parameters that we send and can do without. The limit of the reply has two names: the second is sent where the first is refused. */
export const optionalParameters = ['temperature', 'seed', 'max_completion_tokens', 'max_tokens'] as const;

/** What makes a request one for a stream: without the first, nothing is told of what was used up. */
const streamParameters = ['stream_options', 'stream'] as const;

/** What is assumed before the first call: what the preset knows, or the strictest. */
export function assumedOf(preset: Preset | undefined): Capabilities {
  return { format: preset?.format ?? 'json_schema', dropped: preset?.refuses ?? [] };
}

/** A learner that starts from `known` and tells `onLearned` whenever it knows more. */
export function createLearner(known: Capabilities, onLearned: (learned: Capabilities) => void): Learner {
  let current = known;

  function drop(name: string): void {
    if (current.dropped.includes(name)) return;
    current = { ...current, dropped: [...current.dropped, name] };
    onLearned(current);
  }

  function learn(asked: Capabilities, refusal: string, streamed: boolean): boolean {
    // Calls in flight together are refused together: only the first one teaches, the rest ask again the new way.
    if (asked !== current) return true;
    const sent = [
      ...optionalParameters.filter((name) => isSent(name, current)),
      ...(streamed ? streamParameters.filter((name) => !current.dropped.includes(name)) : []),
    ];
    const refused = sent.find((name) => new RegExp(`\\b${name}(?:ing)?\\b`, 'i').test(refusal));
    if (refused !== undefined) {
      drop(refused);
      return true;
    }
    const next = formats[formats.indexOf(current.format) + 1];
    if (next === undefined || !/response_format|schema|json|structured/i.test(refusal)) return false;
    current = { ...current, format: next };
    onLearned(current);
    return true;
  }

  return { known: () => current, learn, giveUpStreams: () => drop('stream') };
}

/** Does a request to such an endpoint carry this parameter? */
export function isSent(name: (typeof optionalParameters)[number], { dropped }: Capabilities): boolean {
  if (name === 'max_tokens' && !dropped.includes('max_completion_tokens')) return false;
  return !dropped.includes(name);
}
