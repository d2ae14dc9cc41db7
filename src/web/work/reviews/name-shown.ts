import { practiceNumber } from '../../frame/candidate-id.ts';
import type { reviewWords } from '../../words/reviews.ts';

/** The name of a candidate as people read it: of somebody who practises the end of their number, as their own page shows it. */
export function nameShown(candidate: string | null, words: typeof reviewWords.zh): string {
  if (candidate === null) return words.unnamed;
  const number = practiceNumber(candidate);
  return number === undefined ? candidate : words.practising(number);
}
