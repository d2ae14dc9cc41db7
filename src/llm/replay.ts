import { InvalidInput } from '../core/errors.ts';
import type { MadeFrom } from './exchange.ts';
import type { Preset } from './presets.ts';
import type { Asked, Recording } from './recordings.ts';

/** How requests were made when they were recorded. */
export type RecordedSettings = { readonly model: string; readonly preset: Preset | undefined };

/**
 * How to ask so that recordings are met: with the model and the parameters that they were made with.
 *
 * @param wanted - the model that was named; undefined takes the only one that there are recordings of
 * @throws {InvalidInput} when none was named and there are recordings of several
 */
export function recordedSettings(
  recordings: Iterable<Recording>,
  wanted: string | undefined,
  otherwise: string,
): RecordedSettings {
  const asked = [...recordings].flatMap((recording) => recording.asked ?? []);
  const models = [...new Set(asked.map(({ model }) => model))];
  if (wanted === undefined && models.length > 1)
    throw new InvalidInput('--model', [
      { field: '', message: `name one: there are recordings of ${models.join(', ')}` },
    ]);
  const model = wanted ?? models[0] ?? otherwise;
  const known = asked.find((entry) => entry.model === model);
  if (known === undefined) return { model, preset: undefined };
  const { format, dropped } = known;
  return { model, preset: { name: model, baseUrl: null, format, refuses: dropped, note: '' } };
}

/** Why there is no recording of a request. */
export type MissingCause = 'never recorded' | 'model' | 'prompt' | 'rubric' | 'answer' | 'request';

/** What changed since a fixture was recorded. `request`: nothing that is asked, so the way of asking. */
export function whyMissing(recordings: Iterable<Recording>, now: MadeFrom & { readonly model: string }): MissingCause {
  const ofFixture = [...recordings].flatMap(({ asked }) => (asked?.fixture === now.fixture ? [asked] : []));
  if (ofFixture.length === 0) return 'never recorded';
  const sameModel = ofFixture.filter(({ model }) => model === now.model);
  if (sameModel.length === 0) return 'model';
  const fields: readonly (keyof MadeFrom & keyof Asked)[] = ['prompt', 'rubric', 'answer'];
  for (const field of fields) {
    if (sameModel.every((asked) => asked[field] !== now[field])) return field as MissingCause;
  }
  return 'request';
}
