import { roundHalfUp } from '../../core/score.ts';
import { type CountedAnswer, hasScore } from './counted-answer.ts';
import type { KnownQuestion, QuestionSource } from './known-question.ts';
import type { QuestionColumn, QuestionScore } from './scorecards-schema.ts';

/** What one candidate reached on each question, by question id. */
export type QuestionScores = ReadonlyMap<string, QuestionScore & { readonly exact: number | null }>;

/** Scores by question. One that was answered twice counts once, with the mean; `exact` is the mean before rounding. */
export function questionScores(answers: readonly CountedAnswer[]): QuestionScores {
  const byQuestion = Map.groupBy(answers, ({ about }) => about.question);
  return new Map(
    [...byQuestion].map(([question, own]) => {
      const scored = own.filter(hasScore);
      const exact = mean(scored.map(({ percent }) => percent));
      return [
        question,
        {
          question,
          percent: rounded(exact),
          exact,
          graded: scored.length,
          answers: own.length,
          provisional: own.some(({ provisional }) => provisional),
        },
      ];
    }),
  );
}

/**
 * The questions that were answered, as columns in the order of the catalogue, those it does not know at the end.
 *
 * @param people - the scores of each person
 */
export function questionColumns(
  people: readonly QuestionScores[],
  source: QuestionSource,
  known: (id: string) => KnownQuestion,
): (QuestionColumn & { readonly exact: number | null })[] {
  const asked = new Set(people.flatMap((scores) => [...scores.keys()]));
  const inOrder = [...source.ids.filter((id) => asked.has(id)), ...[...asked].filter((id) => !source.ids.includes(id))];
  return inOrder.map((id) => {
    const { title, marks } = known(id);
    const reached = people.flatMap((scores) => scores.get(id)?.exact ?? []);
    const exact = mean(reached);
    return { question: id, title, marks, candidates: reached.length, mean: rounded(exact), exact };
  });
}

/** Arithmetic mean; null of nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** One decimal, half up; null stays. */
export function rounded(value: number | null): number | null {
  return value === null ? null : roundHalfUp(value);
}
