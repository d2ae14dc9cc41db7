import { createHash } from 'node:crypto';
import type { BatchSettings } from '../../core/batch.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** By what answers are judged, besides the answers themselves. */
export type JudgedBy = Pick<BatchSettings, 'engine' | 'lang'> & {
  readonly catalogue: Catalogue;
  /** Version of the program. */
  readonly version: string;
  /** The model's judge and prompt; null for the heuristics. */
  readonly model: { readonly label: string; readonly prompt: string } | null;
};

/**
 * The fingerprint of a batch: `sha256:` and a hash of what was sent and of everything that it is judged by. What was sent again is
 * recognised by it, and a rubric that was changed makes another batch.
 *
 * @param content - what was sent, piece by piece
 */
export async function fingerprintOf(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { engine, lang, catalogue, version, model }: JudgedBy,
): Promise<string> {
  const rubrics = catalogue.ids.map((id) => [id, catalogue.hash(id)]);
  const hash = createHash('sha256').update(JSON.stringify({ engine, lang, version, model, rubrics }));
  for await (const piece of content) hash.update(piece);
  return `sha256:${hash.digest('hex')}`;
}
