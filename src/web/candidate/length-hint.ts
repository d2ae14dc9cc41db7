import type { Lang } from '../words/lang.ts';

/** How the length of an answer compares with what is usually said: Chinese is counted by character, English by word. */
export function lengthOf(
  answer: string,
  lang: Lang,
): { readonly count: number; readonly fit: 'none' | 'short' | 'fine' | 'long' } {
  const text = answer.trim();
  const words = text.match(/\p{Script=Han}|[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
  const [from, to] = lang === 'zh' ? [100, 600] : [60, 350];
  if (text === '') return { count: 0, fit: 'none' };
  if (words < from) return { count: words, fit: 'short' };
  return { count: words, fit: words > to ? 'long' : 'fine' };
}
