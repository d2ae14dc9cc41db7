import type { Span } from '../../core/evidence.ts';
import type { Lang } from '../../core/judge.ts';
import { readScene, type Scene } from '../../heuristics/scene.ts';
import { toRawSpan } from '../../text/normalise.ts';
import { contentLength, isMostlyIn } from '../../text/similarity.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { copiesRubric } from './copied.ts';
import { type HeuristicJudgement, judgeByHeuristics } from './heuristic-judgement.ts';

/** An answer that the heuristics are to read. */
export type Readable = {
  readonly question: string;
  readonly answer: string;
  readonly lang: Lang;
  /** Id of the labelled answer that this is: its own pieces among the examples must not help the heuristics. */
  readonly labelledAs?: string;
};

/** What the heuristics find in an answer: all that a grade takes of it, as plain data that one thread can send to another. */
export type Reading = {
  /** Raw stretches that are addressed to the grader. */
  readonly cut: readonly Span[];
  /** There is nothing in it to grade. */
  readonly nothing: boolean;
  readonly short: boolean;
  /** Most of it is taken word for word from the rubric. */
  readonly copied: boolean;
  readonly heuristic: HeuristicJudgement;
};

/**
 * Reads an answer elsewhere than on this thread.
 *
 * @throws {InvalidInput} for a fault in the rubric; {JudgeUnavailable} where nobody can read now, or `signal` was aborted before it began
 */
export type Read = (answer: Readable & { readonly signal?: AbortSignal }) => Promise<Reading>;

const fewestCharacters = 4;
const shortAnswer = 15;
const repeatedShare = 0.9;

/** Reads an answer and judges it by the heuristics. @throws {NotFound} for an unknown question */
export function readAnswer(catalogue: Catalogue, { question, answer, lang, labelledAs }: Readable): Reading {
  const compiled = catalogue.compiled(question);
  const scene = readScene(answer, compiled.known);
  const { normalised } = scene;
  const own = ownWords(scene);
  return {
    cut: scene.toGrader.map((span) => toRawSpan(normalised, span)),
    nothing: own < fewestCharacters || isMostlyIn(normalised.text, compiled.known.question, repeatedShare),
    short: own < shortAnswer,
    copied: copiesRubric(normalised.text, compiled.rubric),
    heuristic: judgeByHeuristics(compiled, scene, lang, labelledAs),
  };
}

/** Characters of the answer that are neither the question's, nor the rubric's, nor addressed to the grader. */
function ownWords(scene: Scene): number {
  const { text } = scene.normalised;
  const borrowed = new Uint8Array(text.length);
  for (const { reason, start, end } of scene.held)
    if (reason === 'question' || reason === 'rubric' || reason === 'grader') borrowed.fill(1, start, end);
  return contentLength(text, (index) => borrowed[index] === 0);
}
