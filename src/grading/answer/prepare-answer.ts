import { randomUUID } from 'node:crypto';
import type { JudgeRequest, Lang } from '../../core/judge.ts';
import type { Rubric } from '../../core/rubric.ts';
import { readScene, type Scene } from '../../heuristics/scene.ts';
import { toRawSpan } from '../../text/normalise.ts';
import { contentLength, isMostlyIn } from '../../text/similarity.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type HeuristicJudgement, judgeByHeuristics } from './heuristic-judgement.ts';

/** One answer to be graded. `engine: hybrid` asks the LLM judge where one is configured. */
export type GradeRequest = {
  readonly question: string;
  readonly answer: string;
  readonly engine: 'heuristic' | 'hybrid';
  readonly lang: Lang;
  /** Names given with the submission: masked before anything is sent. */
  readonly names?: readonly string[];
  readonly signal?: AbortSignal;
  /** Id of the labelled answer that this is: its own pieces among the examples must not help the heuristics. */
  readonly labelledAs?: string;
};

/** An answer as it is before any judge but the heuristics has seen it. */
export type Prepared = {
  /** Of the grade to come. */
  readonly id: string;
  readonly request: GradeRequest;
  readonly rubric: Rubric;
  readonly rubricHash: string;
  readonly scene: Scene;
  /** There is nothing in it to grade. */
  readonly nothing: boolean;
  readonly short: boolean;
  readonly heuristic: HeuristicJudgement;
};

const fewestCharacters = 4;
const shortAnswer = 15;
const repeatedShare = 0.9;

/** Reads an answer and judges it by the heuristics. @throws {NotFound} for an unknown question */
export function prepareAnswer(catalogue: Catalogue, request: GradeRequest): Prepared {
  const compiled = catalogue.compiled(request.question);
  const scene = readScene(request.answer, compiled.known);
  const own = ownWords(scene);
  return {
    id: randomUUID(),
    request,
    rubric: compiled.rubric,
    rubricHash: catalogue.hash(request.question),
    scene,
    nothing: own < fewestCharacters || isMostlyIn(scene.normalised.text, compiled.known.question, repeatedShare),
    short: own < shortAnswer,
    heuristic: judgeByHeuristics(compiled, scene, request.lang, request.labelledAs),
  };
}

/** What a judge is asked about it; undefined when there is nothing in it to grade. */
export function askOf({ request, rubric, scene, nothing }: Prepared): JudgeRequest | undefined {
  if (nothing) return undefined;
  return {
    rubric,
    answer: request.answer,
    cut: scene.toGrader.map((span) => toRawSpan(scene.normalised, span)),
    lang: request.lang,
    ...(request.names === undefined ? {} : { names: request.names }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
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
