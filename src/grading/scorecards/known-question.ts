import { NotFound } from '../../core/errors.ts';
import type { Lang } from '../../core/judge.ts';
import type { Rubric } from '../../core/rubric.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** What of the rubrics scorecards need. */
export type QuestionSource = Pick<Catalogue, 'rubric' | 'ids' | 'dimensions'>;

/** A question as today's rubric words it. */
export type KnownQuestion = {
  readonly id: string;
  readonly title: string;
  /** Prompts in both languages; none where the rubric is gone. */
  readonly prompts: readonly string[];
  /** null where the rubric is gone. */
  readonly marks: number | null;
  /** By point id; `marks` is what the point is worth: marks × weight / Σ weight. */
  readonly points: ReadonlyMap<string, { readonly name: string; readonly marks: number; readonly advice: string }>;
  readonly redFlags: ReadonlyMap<string, { readonly name: string; readonly deduct: number }>;
};

/** Looks questions up once each. One whose rubric is no longer there is called by its id, and its points have no weight. */
export function questionsOf(source: QuestionSource, lang: Lang): (id: string) => KnownQuestion {
  const known = new Map<string, KnownQuestion>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const rubric = rubricOf(source, id);
    const question = rubric === undefined ? gone(id) : worded(rubric, lang);
    known.set(id, question);
    return question;
  };
}

function rubricOf(source: QuestionSource, id: string): Rubric | undefined {
  try {
    return source.rubric(id);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

function worded(rubric: Rubric, lang: Lang): KnownQuestion {
  const total = rubric.points.reduce((sum, point) => sum + point.weight, 0);
  return {
    id: rubric.id,
    title: lang === 'en' ? rubric.en.title : rubric.title,
    prompts: [rubric.prompt, rubric.en.prompt],
    marks: rubric.marks,
    points: new Map(
      rubric.points.map((point) => {
        const { name, advice } = lang === 'en' ? point.en : point;
        return [point.id, { name, advice, marks: (rubric.marks * point.weight) / total }];
      }),
    ),
    redFlags: new Map(
      rubric.red_flags.map((flag) => [
        flag.id,
        { name: lang === 'en' ? flag.en.name : flag.name, deduct: flag.deduct },
      ]),
    ),
  };
}

function gone(id: string): KnownQuestion {
  return { id, title: id, prompts: [], marks: null, points: new Map(), redFlags: new Map() };
}
