import type { Alike } from '../../core/alike.ts';
import type { Submission } from '../../core/submission.ts';
import { collectNearDuplicates, type NearDuplicates } from '../../text/near-duplicates.ts';
import { createBreath } from '../breath.ts';
import { type QuestionSource, questionsOf } from '../scorecards/known-question.ts';

/** Collects the answers of a batch, and tells which are nearly the same. */
export type SameAnswers = {
  /** Adds answers that follow each other, the first of them at a position. Lets others have their turn in between. */
  readonly add: (from: number, submissions: readonly Submission[]) => Promise<void>;
  /** Those that stand in a group, by position; none where every answer is its writer's own. */
  readonly found: () => Promise<ReadonlyMap<number, Alike>>;
};

/** The answers to a question in columns: an object for each of 100,000 would weigh more than what it says. */
type Written = { readonly positions: number[]; readonly candidates: (string | null)[] };

/**
 * Finds answers of different candidates to the same question that were hardly written apart: a memorised template, a copied
 * sheet. What a candidate repeats of their own is no group; candidates without a name are taken for different people. The wording
 * of the question does not count as an answer's own. Holds a quarter of a kilobyte an answer, not the answers.
 *
 * @see collectNearDuplicates for the threshold and how it was measured
 */
export function collectSameAnswers(source: QuestionSource): SameAnswers {
  const known = questionsOf(source, 'zh');
  const questions = new Map<string, { readonly texts: NearDuplicates; readonly written: Written }>();
  /** Each name once: it comes with every answer of its candidate. */
  const names = new Map<string, string>();
  const breathe = createBreath();

  function of(question: string) {
    const before = questions.get(question);
    if (before !== undefined) return before;
    const made = {
      texts: collectNearDuplicates(known(question).prompts),
      written: { positions: [], candidates: [] },
    };
    questions.set(question, made);
    return made;
  }

  function nameOnce(name: string): string {
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  }

  return {
    async add(from, submissions) {
      for (const [index, { question, answer, candidate }] of submissions.entries()) {
        const { texts, written } = of(question);
        texts.add(answer);
        written.positions.push(from + index);
        written.candidates.push(candidate === null ? null : nameOnce(candidate));
        await breathe();
      }
    },

    async found() {
      const alike = new Map<number, Alike>();
      for (const { texts, written } of questions.values()) {
        const work = texts.groups();
        let step = work.next();
        for (; step.done !== true; step = work.next()) await breathe();
        for (const group of step.value) {
          const same = group.flatMap(({ text, likeness }) => {
            const position = written.positions[text];
            return position === undefined ? [] : [{ position, candidate: written.candidates[text] ?? null, likeness }];
          });
          const first = same[0]?.position;
          if (first === undefined || !ofDifferentPeople(same)) continue;
          for (const { position, likeness } of same) alike.set(position, { first, likeness });
        }
      }
      return alike;
    },
  };
}

function ofDifferentPeople(answers: readonly { readonly candidate: string | null }[]): boolean {
  const unnamed = answers.filter(({ candidate }) => candidate === null).length;
  const named = new Set(answers.flatMap(({ candidate }) => candidate ?? []));
  return unnamed + named.size > 1;
}
