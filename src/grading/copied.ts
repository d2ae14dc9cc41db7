import type { Rubric } from '../core/rubric.ts';
import { normalise } from '../text/normalise.ts';
import { bigrams, containment } from '../text/similarity.ts';

const copiedShare = 0.8;
const folded = new WeakMap<Rubric, readonly Set<number>[]>();

/** Is most of this (normalised) answer taken word for word from the rubric's model answer or policy? */
export function copiesRubric(text: string, rubric: Rubric): boolean {
  let sources = folded.get(rubric);
  if (sources === undefined) {
    const policy = rubric.points.flatMap((point) => [point.met, point.partial, point.example]).join('\n');
    const policyEn = rubric.points.flatMap((point) => [point.en.met, point.en.partial, point.en.example]).join('\n');
    sources = [rubric.model_answer, rubric.en.model_answer, policy, policyEn].map((source) => bigrams(normalise(source).text));
    folded.set(rubric, sources);
  }
  const own = bigrams(text);
  return own.size >= 20 && sources.some((source) => containment(own, source) >= copiedShare);
}
