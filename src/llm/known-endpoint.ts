import { assumedOf, type Capabilities } from './capabilities.ts';
import type { LearnedStore } from './learned.ts';
import { type Preset, presetFor } from './presets.ts';

// Apart from the endpoint itself, so that whoever only names it does not load the SDK: 236 files.

/** Where a model is asked, as it was set. */
export type EndpointPlace = { readonly baseUrl: string | undefined; readonly preset?: Preset | undefined };

/** What is known of an endpoint before it is asked: learned by an earlier run, or by its preset, or assumed. */
export function knownOf(
  settings: EndpointPlace & { readonly model: string; readonly learned?: LearnedStore },
): Capabilities {
  return settings.learned?.find(urlOf(settings), settings.model) ?? assumedOf(presetOf(settings));
}

/** The preset that was named, or that of the vendor whose host it is. */
export function presetOf({ preset, baseUrl }: EndpointPlace): Preset | undefined {
  return preset ?? presetFor(baseUrl);
}

/** Where requests go. */
export function urlOf({ baseUrl, preset }: EndpointPlace): string {
  return baseUrl ?? preset?.baseUrl ?? 'https://api.openai.com/v1';
}
