import type { Grade, GradedPoint, GradeRequest, KeptGrade, Problem } from '../client/api.ts';
import { ask } from './api.ts';
import { lost } from './connection.ts';
import { eventsOf } from './event-stream.ts';
import { Fault } from './fault.ts';

/** What is known of a grade while it is made: the rules' view at once, the model's point by point, and the grade in the end. */
export type GradingStep =
  | { readonly step: 'heuristic'; readonly grade: Grade }
  | { readonly step: 'point'; readonly point: GradedPoint }
  | { readonly step: 'grade'; readonly grade: KeptGrade };

/** Hands an answer in and tells what comes of it, the grade last. @throws {Fault} as `ask`, and when no grade comes */
export async function* gradeInSteps(request: GradeRequest, signal: AbortSignal): AsyncGenerator<GradingStep> {
  const response = await ask('/v1/grades', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream, application/json;q=0.5' },
    body: JSON.stringify(request),
    signal,
  });
  if (response.body === null || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    yield { step: 'grade', grade: (await response.json()) as KeptGrade };
    return;
  }
  for await (const { event, data } of eventsOf(response.body)) {
    if (event === 'heuristic') yield { step: 'heuristic', grade: data as Grade };
    if (event === 'point') yield { step: 'point', point: data as GradedPoint };
    if (event === 'problem') throw new Fault(data as Problem);
    if (event === 'grade') {
      yield { step: 'grade', grade: data as KeptGrade };
      return;
    }
  }
  lost();
  throw new Fault(null);
}
