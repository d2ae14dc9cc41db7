import type { Question } from '../client/api.ts';

/** What is looked for; an empty text lets everything through. */
export type QuestionFilter = { readonly set: string; readonly kind: string; readonly dimension: string };

/** The filter that an address names in its query. */
export function filterOf(query: URLSearchParams): QuestionFilter {
  return {
    set: query.get('set') ?? '',
    kind: query.get('kind') ?? '',
    dimension: query.get('dimension') ?? '',
  };
}

/** The questions that fit every part of a filter, in their order. */
export function fitting(questions: readonly Question[], filter: QuestionFilter): readonly Question[] {
  return questions.filter(
    (question) =>
      (filter.set === '' || question.set.id === filter.set) &&
      (filter.kind === '' || question.kind === filter.kind) &&
      (filter.dimension === '' || question.points.some(({ dimension }) => dimension === filter.dimension)),
  );
}
