import type { Point, Rubric } from '../core/rubric.ts';
import { bigrams, containment } from '../text/similarity.ts';
import { measuredShare, roughTokens } from './tokens.ts';

/** Examples of one point, ready for the prompt. */
export type FewShot = ReadonlyMap<string, readonly { readonly verdict: 'partial' | 'missed'; readonly text: string }[]>;

const longestExample = 60;
/** Tokens of the words around an example. */
const frame = 6;

/**
 * Labelled examples that fit in so many tokens: first one `missed` a point, then one `partial`. Of several, the one that
 * sounds most like the point although it is not enough for it: that is where judges err. `met` needs none, for they credit
 * too much, not too little.
 */
export function pickExamples(rubric: Rubric, tokens: number): FewShot {
  const picked = new Map<string, { verdict: 'partial' | 'missed'; text: string }[]>();
  let left = tokens;
  for (const verdict of ['missed', 'partial'] as const) {
    for (const [index, point] of rubric.points.entries()) {
      // What one point does not use is there for the next ones.
      const fairShare = left / (rubric.points.length - index);
      const candidates = tellingFirst(point, verdict);
      const text = candidates.find((candidate) => costOf(candidate) <= fairShare);
      if (text === undefined) continue;
      left -= costOf(text);
      picked.set(point.id, [...(picked.get(point.id) ?? []), { verdict, text }]);
    }
  }
  return picked;
}

/** Tokens that a prompt takes, estimated without a tokenizer. */
export function promptTokens(prompt: string): number {
  return Math.ceil(roughTokens(prompt) * measuredShare);
}

/** Most tokens that a prompt is to take by that estimate, which keeps a question of five points within 1,100 without its answer. */
export function mostPromptTokens(points: number): number {
  return 1030 + Math.max(0, points - 5) * 100;
}

/** Tokens that a prompt leaves for examples. */
export function tokensForExamples(prompt: string, points: number): number {
  return Math.max(0, mostPromptTokens(points) - promptTokens(prompt));
}

function costOf(text: string): number {
  return Math.ceil((roughTokens(text) + frame) * measuredShare);
}

function tellingFirst(point: Point, verdict: 'partial' | 'missed'): string[] {
  const wanted = bigrams(`${point.name}${point.met}${point.example}`);
  return point.examples[verdict]
    .filter((text) => text.length <= longestExample)
    .map((text) => ({ text, likeness: containment(wanted, bigrams(text)) }))
    .sort((first, second) => second.likeness - first.likeness || first.text.length - second.text.length)
    .map(({ text }) => text);
}
