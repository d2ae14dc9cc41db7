import type { Rubric } from '../../core/rubric.ts';
import { normalise } from '../../text/normalise.ts';
import { tokensOf } from '../../text/tokens.ts';
import { SourceRuns } from './source-runs.ts';

const runLength = 4;
const fewestRuns = 10;
const copiedShare = 0.6;
const known = new WeakMap<Rubric, SourceRuns>();

/**
 * Is most of this (normalised) answer taken word for word from the rubric's model answer or policy?
 *
 * Compared are runs of four characters or English words. Pairs of letters would not do: nearly all that English has stand
 * in any long text, and every honest English answer would look copied.
 */
export function copiesRubric(text: string, rubric: Rubric): boolean {
  let sources = known.get(rubric);
  if (sources === undefined) {
    sources = new SourceRuns(textsOf(rubric));
    known.set(rubric, sources);
  }
  const own = tokensOf(text);
  const { most, leastOwn } = sources.sharedWith(text, own);
  // Nearly every honest answer is done with here: its own runs need not be told apart to be counted.
  if (most < copiedShare * Math.max(fewestRuns, leastOwn)) return false;
  const words = Array.from(own.start, (start, index) => text.slice(start, own.end[index]));
  const runs = new Set(words.slice(runLength - 1).map((_, index) => words.slice(index, index + runLength).join(' ')));
  return runs.size >= fewestRuns && most / runs.size >= copiedShare;
}

function textsOf(rubric: Rubric): string[] {
  const policy = rubric.points.flatMap((point) => [point.met, point.partial, point.example]).join('\n');
  const policyEn = rubric.points.flatMap((point) => [point.en.met, point.en.partial, point.en.example]).join('\n');
  return [rubric.model_answer, rubric.en.model_answer, policy, policyEn].map((source) => normalise(source).text);
}
