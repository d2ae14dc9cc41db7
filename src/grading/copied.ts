import type { Rubric } from '../core/rubric.ts';
import { normalise } from '../text/normalise.ts';

const runLength = 4;
const fewestRuns = 10;
const copiedShare = 0.6;
const known = new WeakMap<Rubric, readonly ReadonlySet<string>[]>();

/**
 * Is most of this (normalised) answer taken word for word from the rubric's model answer or policy?
 *
 * Compared are runs of four characters or English words. Pairs of letters would not do: nearly all that English has stand
 * in any long text, and every honest English answer would look copied.
 */
export function copiesRubric(text: string, rubric: Rubric): boolean {
  let sources = known.get(rubric);
  if (sources === undefined) {
    const policy = rubric.points.flatMap((point) => [point.met, point.partial, point.example]).join('\n');
    const policyEn = rubric.points.flatMap((point) => [point.en.met, point.en.partial, point.en.example]).join('\n');
    const texts = [rubric.model_answer, rubric.en.model_answer, policy, policyEn];
    sources = texts.map((source) => runs(normalise(source).text));
    known.set(rubric, sources);
  }
  const own = [...runs(text)];
  if (own.length < fewestRuns) return false;
  return sources.some((source) => own.filter((run) => source.has(run)).length / own.length >= copiedShare);
}

function runs(text: string): Set<string> {
  const tokens = text.match(/\p{Script=Han}|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu) ?? [];
  const found = new Set<string>();
  for (let index = 0; index + runLength <= tokens.length; index++) {
    found.add(tokens.slice(index, index + runLength).join(' '));
  }
  return found;
}
