const han = /\p{Script=Han}/gu;
const word = /[a-z]+/gi;

/** The language that most of a text is in: `zh` where it has at least as many Chinese characters as English words, as an empty one has. */
export function languageOf(text: string): 'zh' | 'en' {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(han) >= count(word) ? 'zh' : 'en';
}
