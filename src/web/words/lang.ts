import { useKept } from '../kept.ts';

/** The languages of the page; the first is the default. */
export type Lang = 'zh' | 'en';

/** The texts of one part of the page in both languages. A part that is loaded on demand brings its own. */
export type Dictionary<T> = Readonly<Record<Lang, T>>;

/** The language in use and what changes it. */
export function useLang(): [Lang, (lang: Lang) => void] {
  const [kept, change] = useKept('lang');
  return [kept === 'en' ? 'en' : 'zh', change];
}

/** The texts of a part in the language in use. */
export function useWords<T>(dictionary: Dictionary<T>): T {
  const [lang] = useLang();
  return dictionary[lang];
}
