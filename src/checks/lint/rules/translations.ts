import type { Found, Rule } from '../rule.ts';
import { faultsFor } from './parsing.ts';
import { nameOf, pairedTexts } from './texts.ts';

const chinese = /\p{Script=Han}/u;

/** A text that is there in one language only. */
export const translations: Rule = {
  name: 'translations',
  severity: 'error',
  finds: 'a missing English text, an English text with Chinese in it, a Chinese text without any',
  why: 'half of the candidates read feedback in the wrong language',
  remedy: 'write the text in the language of its place',
  check: (project) => [
    ...faultsFor('translations', project),
    ...project.rubrics.flatMap(({ file, data, lineOf }) =>
      pairedTexts(data).flatMap((pair): Found[] => [
        ...(chinese.test(pair.en.text)
          ? [{ file, line: lineOf(pair.en.path), message: `${nameOf(pair, 'en')} holds Chinese` }]
          : []),
        ...(chinese.test(pair.zh.text)
          ? []
          : [{ file, line: lineOf(pair.zh.path), message: `${nameOf(pair, 'zh')} holds no Chinese` }]),
      ]),
    ),
  ],
};
