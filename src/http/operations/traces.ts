import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import type { Grade } from '../../core/grade.ts';
import { routeOf } from './observe-requests.ts';

// While nobody exports traces, the interface hands out spans that record nothing.
const tracer = trace.getTracer('answer-grader');

/** A span for every request, below the one that its sender names in `traceparent`. Addresses are left out: they hold ids and names. */
export const traceRequests: RequestHandler = (request, response, next) => {
  const attributes = { 'http.request.method': request.method };
  const parent = parentOf(request.get('traceparent'));
  const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes }, parent);
  response.once('close', () => {
    const route = routeOf(response);
    span.updateName(`${request.method} ${route}`);
    span.setAttributes({ 'http.route': route, 'http.response.status_code': response.statusCode });
    if (response.statusCode >= 500) {
      span.setAttribute('error.type', String(response.statusCode));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
};

/** Runs the grading of an answer in a span of its own. What is asked for is said only when there is a grade: it may be no question at all. */
export async function traceGrade(grade: () => Promise<Grade>): Promise<Grade> {
  const span = tracer.startSpan('grade');
  try {
    const made = await context.with(trace.setSpan(context.active(), span), grade);
    span.setAttributes(gradeAttributes(made));
    return made;
  } catch (error) {
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

function gradeAttributes({ id, question, engine, outcome, review }: Grade): Attributes {
  return {
    'grader.grade': id,
    'grader.question': question,
    'grader.engine': engine,
    'grader.outcome': outcome,
    'grader.review.reasons': review.reasons,
  };
}

/** The context that a `traceparent` of W3C Trace Context names; none where it is missing or malformed. */
function parentOf(header: string | undefined): Context {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(header ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}
