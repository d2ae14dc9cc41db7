import { type Format, formats, type Preset } from './presets.ts';

/** What an endpoint is known to take. */
export type Capabilities = { readonly format: Format; readonly dropped: readonly string[] };

/** Learns from refusals what an endpoint takes; what was learned holds for every later call. */
export type Learner = {
  readonly known: () => Capabilities;
  /**
   * Reads a refusal (status 400 or 422) of a request that was made with `asked`.
   *
   * @returns whether the same request is worth making again, as it would now be made
   */
  readonly learn: (asked: Capabilities, refusal: string) => boolean;
};

/** Parameters that we send and can do without. */
export const optionalParameters = ['temperature', 'seed', 'max_completion_tokens', 'max_tokens'] as const;

/** A learner that starts from what the preset knows, or from the strictest. */
export function createLearner(preset?: Preset): Learner {
  let format: Format = preset?.format ?? 'json_schema';
  const dropped = new Set<string>(preset?.refuses ?? []);

  function learn(asked: Capabilities, refusal: string): boolean {
    // Calls in flight together are refused together: only the first one teaches, the rest ask again the new way.
    if (asked.format !== format || asked.dropped.length !== dropped.size) return true;
    const said = refusal.toLowerCase();
    const refused = optionalParameters.find((name) => said.includes(name) && !dropped.has(name));
    if (refused !== undefined) {
      dropped.add(refused);
      return true;
    }
    const next = formats[formats.indexOf(format) + 1];
    if (next === undefined || !/response_format|schema|json|structured/.test(said)) return false;
    format = next;
    return true;
  }

  return { known: () => ({ format, dropped: [...dropped] }), learn };
}
