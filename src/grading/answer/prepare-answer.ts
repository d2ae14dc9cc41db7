import { randomUUID } from 'node:crypto';
import type { JudgeRequest } from '../../core/judge.ts';
import type { Rubric } from '../../core/rubric.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Read, type Readable, type Reading, readAnswer } from './reading.ts';

/** One answer to be graded. `engine: hybrid` asks the LLM judge where one is configured. */
export type GradeRequest = Readable & {
  readonly engine: 'heuristic' | 'hybrid';
  /** Names given with the submission: masked before anything is sent. */
  readonly names?: readonly string[];
  readonly signal?: AbortSignal;
  /** Who reads it for the heuristics; this thread, without a word. */
  readonly read?: Read;
};

/** An answer as it is before any judge but the heuristics has seen it. */
export type Prepared = Reading & {
  /** Of the grade to come. */
  readonly id: string;
  readonly request: GradeRequest;
  readonly rubric: Rubric;
  readonly rubricHash: string;
};

/**
 * What is known of an answer before a judge is asked.
 *
 * @param reading - where the heuristics have read it already
 * @throws {NotFound} for an unknown question
 */
export function prepareAnswer(
  catalogue: Catalogue,
  request: GradeRequest,
  reading: Reading = readAnswer(catalogue, request),
): Prepared {
  const { question } = request;
  return {
    id: randomUUID(),
    request,
    rubric: catalogue.rubric(question),
    rubricHash: catalogue.hash(question),
    ...reading,
  };
}

/** What a judge is asked about it; undefined when there is nothing in it to grade. */
export function askOf({ request, rubric, cut, nothing }: Prepared): JudgeRequest | undefined {
  if (nothing) return undefined;
  return {
    rubric,
    answer: request.answer,
    cut,
    lang: request.lang,
    ...(request.names === undefined ? {} : { names: request.names }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
}
