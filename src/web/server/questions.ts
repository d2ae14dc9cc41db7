import { useCallback, useRef } from 'react';
import type { Question } from '../client/api.ts';
import { type Lang, useLang } from '../words/lang.ts';
import { api } from './api.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

/** A dimension of service quality, by name. */
export type Dimension = { readonly id: string; readonly name: string };

/** Every question with the dimensions that there are. */
export type QuestionBank = { readonly questions: readonly Question[]; readonly dimensions: readonly Dimension[] };

const loadedBanks = new Map<Lang, Promise<QuestionBank>>();

/**
 * The questions and dimensions in the language in use, asked for once. While they come in another language those that are there
 * stay, so that nothing of what is shown is lost by the switch.
 */
export function useQuestionBank(): Loaded<QuestionBank> {
  const [lang] = useLang();
  const loaded = useLoaded(useCallback(() => questionBank(lang), [lang]));
  const last = useRef(loaded);
  if (loaded.state !== 'loading') last.current = loaded;
  return last.current;
}

function questionBank(lang: Lang): Promise<QuestionBank> {
  const known = loadedBanks.get(lang);
  if (known !== undefined) return known;
  const asked = Promise.all([api.questions.listQuestions({ lang }), api.dimensions.listDimensions({ lang })]).then(
    ([{ questions }, { dimensions }]) => ({ questions, dimensions }),
  );
  loadedBanks.set(lang, asked);
  // What failed is asked for again the next time.
  asked.catch(() => loadedBanks.delete(lang));
  return asked;
}
