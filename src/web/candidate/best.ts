import type { KeptGrade } from '../client/api.ts';
import { scoreOf } from '../grade/settled.ts';

/** The best score of attempts at one question; null where none has one. */
export function bestOf(attempts: readonly KeptGrade[]): number | null {
  const scores = attempts.flatMap((attempt) => scoreOf(attempt).score ?? []);
  return scores.length === 0 ? null : Math.max(...scores);
}

/** The best score of every question that was answered and graded. */
export function bestByQuestion(attempts: readonly KeptGrade[]): ReadonlyMap<string, number> {
  const byQuestion = Map.groupBy(attempts, ({ question }) => question);
  return new Map(
    [...byQuestion].flatMap(([question, own]) => {
      const best = bestOf(own);
      return best === null ? [] : [[question, best] as const];
    }),
  );
}
