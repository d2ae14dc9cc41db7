import type { Found, Rule } from '../rule.ts';
import { nameOf, type PairedText, pairedTexts } from './texts.ts';

const vague = {
  zh: /适当|较好|较为|合理|良好|恰当|妥善|相应的|一定的|积极地?处理|得当/,
  en: /\b(appropriate(ly)?|reasonabl[ey]|adequate(ly)?|suitabl[ey]|properly|good enough|well enough)\b/i,
} as const;

/** What makes a text concrete in spite of a vague word: alternatives, a list, an instance, a number. */
const concrete = {
  zh: /、|或|如|比如|包括|（|\(|[0-9一二两三四五六七八九十]+(个|小时|天|分钟|元|%|次)/,
  en: /,|\bor\b|such as|e\.g\.|including|for example|:|\(|[0-9]/i,
} as const;

const judged = new Set<PairedText['kind']>(['met', 'partial', 'when', 'advice']);

/** A policy that leaves to each reader's taste what it asks for. */
export const vagueWording: Rule = {
  name: 'vague-wording',
  severity: 'warning',
  finds: 'a policy or advice whose clause says 适当, 较好, 合理, appropriate or reasonable and nothing more definite',
  why: 'two raters read it two ways, and so does a model',
  remedy: 'say what would be seen or heard: which act, towards whom, by when',
  check: (project) =>
    project.rubrics.flatMap(({ file, data, lineOf }) =>
      pairedTexts(data)
        .filter((pair) => judged.has(pair.kind))
        .flatMap((pair) =>
          (['zh', 'en'] as const).flatMap((lang): Found[] => {
            const word = vagueWord(pair[lang].text, lang);
            if (word === undefined) return [];
            const message = `${nameOf(pair, lang)} says “${word}” and nothing more definite`;
            return [{ file, line: lineOf(pair[lang].path), message }];
          }),
        ),
    ),
};

/** The first vague word whose clause holds nothing concrete; words that are only quoted are not the policy's own. */
function vagueWord(text: string, lang: 'zh' | 'en'): string | undefined {
  const own = text.replace(/“[^”]*”|「[^」]*」|"[^"]*"/g, '');
  return own
    .split(lang === 'zh' ? /[，。；！]/ : /[.;!]/)
    .filter((clause) => !concrete[lang].test(clause))
    .map((clause) => vague[lang].exec(clause)?.[0])
    .find((word) => word !== undefined);
}
