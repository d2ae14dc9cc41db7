import type { Rubric } from '../core/rubric.ts';
import { roughTokens } from './tokens.ts';

/** Examples of one point, ready for the prompt. */
export type FewShot = ReadonlyMap<string, readonly { readonly verdict: 'partial' | 'missed'; readonly text: string }[]>;

/** Our rough count is too high for Chinese by about a fifth, measured with o200k over all rubrics. */
const measuredShare = 0.8;
const longestExample = 60;

/**
 * Labelled examples that fit in so many tokens: first one `missed` a point, then one `partial`, the shortest of each.
 * `met` needs none: judges credit too much, not too little.
 */
export function pickExamples(rubric: Rubric, tokens: number): FewShot {
  const picked = new Map<string, { verdict: 'partial' | 'missed'; text: string }[]>();
  let left = tokens;
  for (const verdict of ['missed', 'partial'] as const) {
    for (const point of rubric.points) {
      const [text] = [...point.examples[verdict]].sort((first, second) => first.length - second.length);
      if (text === undefined || text.length > longestExample) continue;
      const cost = Math.ceil((roughTokens(text) + 6) * measuredShare);
      if (cost > left) continue;
      left -= cost;
      picked.set(point.id, [...(picked.get(point.id) ?? []), { verdict, text }]);
    }
  }
  return picked;
}

/** Tokens that a prompt leaves for examples: a question of five points is to stay within 1,100 without its answer. */
export function tokensForExamples(prompt: string, points: number): number {
  const most = 1030 + Math.max(0, points - 5) * 100;
  return Math.max(0, most - Math.ceil(roughTokens(prompt) * measuredShare));
}
