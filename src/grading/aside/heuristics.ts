import { type Explanation, explainAnswer } from '../answer/explain.ts';
import type { Grader } from '../answer/grade-answer.ts';
import { type Read, readAnswer } from '../answer/reading.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** Those who read answers for the heuristics: threads beside this one, or this one itself. */
export type Heuristics = AsyncDisposable & {
  /** Compiles the rubrics of these questions, so that no answer waits for it. @throws {InvalidInput} when one has a fault */
  readonly compile: (questions: readonly string[]) => Promise<void>;
  /** Reads an answer that somebody waits for. */
  readonly now: Read;
  /** Reads one of many, which lets those go first that somebody waits for. */
  readonly later: Read;
  /** What they see in an answer to a question that there is. */
  readonly explain: (question: string, answer: string) => Promise<Explanation>;
  /** Calls back when every answer has been read that somebody waits for at the moment of the call. */
  readonly whenReached: (callback: () => void) => void;
  /** How long an answer that comes now would have to wait before it has been read, as far as can be told from the last ones; 0: not at all. */
  readonly waitMs: () => number;
};

/** Where an answer is read at once. */
export const noQueue: Pick<Heuristics, 'whenReached' | 'waitMs'> = {
  whenReached: (callback) => callback(),
  waitMs: () => 0,
};

/** The heuristics on this thread, which is held meanwhile. */
export function heuristicsHere(catalogue: Catalogue): Heuristics {
  const read: Read = async (answer) => readAnswer(catalogue, answer);
  return {
    compile: async (questions) => {
      for (const id of questions) catalogue.compiled(id);
    },
    now: read,
    later: read,
    explain: async (question, answer) => explainAnswer(catalogue, question, answer),
    ...noQueue,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** The same grader, for whom somebody else reads the answers. */
export function gradeBy(read: Read, grader: Grader): Grader {
  return {
    ...grader,
    grade: (request, steps) => grader.grade({ ...request, read }, steps),
    ask: (request) => grader.ask({ ...request, read }),
  };
}
