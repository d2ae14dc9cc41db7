import type { Rubric } from '../../../core/rubric.ts';

/** A text of a rubric in both languages, and the path of each in the file. */
export type PairedText = {
  readonly kind: 'title' | 'prompt' | 'model_answer' | 'name' | 'met' | 'partial' | 'advice' | 'example' | 'when';
  /** Of the point or red flag that it belongs to; empty for the question's own. */
  readonly owner: string;
  readonly zh: { readonly text: string; readonly path: readonly PropertyKey[] };
  readonly en: { readonly text: string; readonly path: readonly PropertyKey[] };
};

/** Every text that a rubric holds in both languages, in the order of its file. */
export function pairedTexts(rubric: Rubric): PairedText[] {
  const own = (['title', 'prompt', 'model_answer'] as const).map(
    (kind): PairedText => ({
      kind,
      owner: '',
      zh: { text: rubric[kind], path: [kind] },
      en: { text: rubric.en[kind], path: ['en', kind] },
    }),
  );
  const points = rubric.points.flatMap((point, at) =>
    (['name', 'met', 'partial', 'advice', 'example'] as const).map(
      (kind): PairedText => ({
        kind,
        owner: point.id,
        zh: { text: point[kind], path: ['points', at, kind] },
        en: { text: point.en[kind], path: ['points', at, 'en', kind] },
      }),
    ),
  );
  const flags = rubric.red_flags.flatMap((flag, at) =>
    (['name', 'when'] as const).map(
      (kind): PairedText => ({
        kind,
        owner: flag.id,
        zh: { text: flag[kind], path: ['red_flags', at, kind] },
        en: { text: flag.en[kind], path: ['red_flags', at, 'en', kind] },
      }),
    ),
  );
  return [...own, ...points, ...flags];
}

/** How a message names one of the texts: `empathy.en.advice`. */
export function nameOf({ owner, kind }: PairedText, lang: 'zh' | 'en'): string {
  return [owner, lang === 'en' ? 'en' : '', kind].filter((part) => part !== '').join('.');
}
