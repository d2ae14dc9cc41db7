import { collectNearDuplicates, type NearDuplicates } from '../../text/near-duplicates.ts';
import { createBreath } from '../breath.ts';
import type { ResultRow } from './result-row.ts';

/** An answer that stands in a group of near-identical ones. */
export type SameAnswer = {
  readonly position: number;
  readonly answerId: string;
  readonly candidate: string | null;
  /** Share of runs of four characters or words in common with the first of the group, 0 to 1, estimated. */
  readonly likeness: number;
};

/** Near-identical answers of different candidates to one question, in the order of the input. */
export type SameGroup = { readonly question: string; readonly answers: readonly SameAnswer[] };

/** Collects answers, and tells which are nearly the same. */
export type SameAnswers = {
  readonly add: (row: ResultRow) => void;
  /** In the order in which their first answers came; none where every answer is its writer's own. */
  readonly groups: () => Promise<readonly SameGroup[]>;
};

/**
 * Finds answers of different candidates to the same question that were hardly written apart: a memorised template, a copied
 * sheet. What a candidate repeats of their own is no group; candidates without a name are taken for different people.
 *
 * @param promptsOf - the wordings of a question, which do not count as answers' own; none for an unknown question
 * @see collectNearDuplicates for the threshold and how it was measured
 */
export function collectSameAnswers(promptsOf: (question: string) => readonly string[]): SameAnswers {
  const questions = new Map<string, { texts: NearDuplicates; answers: Omit<SameAnswer, 'likeness'>[] }>();

  function add({ position, submission }: ResultRow): void {
    const { question, answer, candidate, id } = submission;
    let known = questions.get(question);
    if (known === undefined) {
      known = { texts: collectNearDuplicates(promptsOf(question)), answers: [] };
      questions.set(question, known);
    }
    known.texts.add(answer);
    known.answers.push({ position, answerId: id, candidate });
  }

  async function groups(): Promise<readonly SameGroup[]> {
    const breathe = createBreath();
    const found: SameGroup[] = [];
    for (const [question, { texts, answers }] of questions) {
      for (const group of texts.groups()) {
        const same = group.flatMap(({ text, likeness }): SameAnswer[] => {
          const answer = answers[text];
          return answer === undefined ? [] : [{ ...answer, likeness }];
        });
        if (ofDifferentPeople(same)) found.push({ question, answers: same });
      }
      await breathe();
    }
    return found.toSorted((a, b) => (a.answers[0]?.position ?? 0) - (b.answers[0]?.position ?? 0));
  }

  return { add, groups };
}

function ofDifferentPeople(answers: readonly SameAnswer[]): boolean {
  const unnamed = answers.filter(({ candidate }) => candidate === null).length;
  const named = new Set(answers.flatMap(({ candidate }) => candidate ?? []));
  return unnamed + named.size > 1;
}
