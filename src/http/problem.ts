import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { CostLimitReached, InvalidInput, JudgeUnavailable, NotFound } from '../core/errors.ts';
import { idOf, principalOf } from './access/principal.ts';
import { endWithEvent, isEventStream } from './event-stream.ts';
import { type Log, loggedError } from './operations/log.ts';
import { isOutage } from './operations/outage.ts';
import { requestIdOf } from './operations/request-id.ts';
import { ProblemCode, usualCode } from './problem-code.ts';
import { FaultShape, shape } from './shapes.ts';
import { sizeOf } from './size.ts';

/** A problem response of RFC 9457; `errors` names every field at fault, `nearest` ids like the one that does not exist. */
export const Problem = shape(
  'Problem',
  z.object({
    type: z.string(),
    code: ProblemCode,
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(FaultShape).optional(),
    nearest: z.array(z.string()).optional(),
    /** The same as in the header `X-Request-Id`, and in the log. */
    request_id: z.string().optional(),
  }),
);
export type Problem = z.infer<typeof Problem>;

/** A problem as it is raised; without a code it has that of its status. */
export type RaisedProblem = Omit<Problem, 'type' | 'code' | 'request_id'> & { readonly code?: ProblemCode };

/** A refusal that is HTTP's own: it becomes the problem that it holds. */
export class Refused extends Error {
  readonly problem: RaisedProblem;
  /** Why, for the log, where it is about who asks. */
  readonly why: string | undefined;

  constructor(problem: RaisedProblem, why?: string) {
    super(problem.detail);
    this.name = 'Refused';
    this.problem = problem;
    this.why = why;
  }
}

/** A problem as it is sent. */
export function wholeProblem({ status, title, detail, code = usualCode(status), ...more }: RaisedProblem): Problem {
  return { type: 'about:blank', code, title, status, detail, ...more };
}

/** Sends a problem response. */
export function sendProblem(response: Response, problem: RaisedProblem): void {
  response.status(problem.status).type('application/problem+json');
  response.send(JSON.stringify(bodyOf(response, problem)));
}

function bodyOf(response: Response, problem: RaisedProblem): Problem {
  return { ...wholeProblem(problem), request_id: requestIdOf(response) };
}

/** Answers every other method of a route with 405 and the methods that it has. */
export function only(methods: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', methods);
    const detail = `${request.method} is not possible here; try ${methods}`;
    sendProblem(response, { status: 405, title: 'Method Not Allowed', detail });
  };
}

/** Answers whatever no route took. */
export const unknownRoute: RequestHandler = (request, response) => {
  const detail = `there is nothing at ${request.method} ${request.baseUrl}${request.path}`;
  sendProblem(response, { status: 404, title: 'Not Found', detail });
};

/** The one place where errors become responses. */
export function errorResponse(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    const problem = problemFor(error);
    if (problem === storeOutage)
      log.error({ request_id: requestIdOf(response), ...loggedError(error) }, 'the store does not answer');
    if (problem.status === 500) {
      log.error({ request_id: requestIdOf(response), ...loggedError(error) }, 'a fault of answer-grader itself');
      log.debug({ request_id: requestIdOf(response), message: String(error) }, 'what it said');
    }
    if (error instanceof Refused && error.why !== undefined) sayRefused(log, response, error);
    // A stream that was ended, because whoever listens may not any more, has had its last word.
    if (response.writableEnded) return;
    if (isEventStream(response)) return endWithEvent(response, 'problem', bodyOf(response, problem));
    // A download has none: it is broken off, so that nobody takes it for whole.
    if (response.headersSent && error instanceof Refused) return void response.destroy();
    if (response.headersSent) return next(error);
    if (problem.status === 413) response.once('finish', () => endLater(request));
    sendProblem(response, problem);
  };
}

/** Says who was refused what and why, and nothing of what they brought. */
function sayRefused(log: Log, response: Response, { why, problem: { status } }: Refused): void {
  if (status === 401 && !response.headersSent) response.set('WWW-Authenticate', 'Bearer realm="answer-grader"');
  const { route } = response.locals as { route?: string };
  log.warn({ request_id: requestIdOf(response), route, status, why, by: idOf(principalOf(response)) }, 'refused');
}

const lingerMs = 5_000;

/** A sender who has been refused may read the answer before the connection goes, but not send on for long. */
export function endLater(request: Request): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.once('close', () => clearTimeout(timer));
}

function problemFor(error: unknown): RaisedProblem {
  if (error instanceof Refused) return error.problem;
  if (error instanceof NotFound) {
    return { status: 404, title: 'Not Found', detail: error.message, nearest: [...error.nearest] };
  }
  if (error instanceof InvalidInput) {
    return { status: 400, title: 'Bad Request', detail: error.message, errors: [...error.faults] };
  }
  if (error instanceof JudgeUnavailable || error instanceof CostLimitReached) {
    const code = error instanceof CostLimitReached ? 'money_spent' : 'judge_unavailable';
    return { status: 503, code, title: 'Service Unavailable', detail: error.message };
  }
  if (error instanceof URIError) return { status: 400, title: 'Bad Request', detail: 'the address cannot be decoded' };
  return bodyProblem(error) ?? (isOutage(error) ? storeOutage : ownFault);
}

/** What Express says of a body that it could not read. */
function bodyProblem(error: unknown): RaisedProblem | undefined {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') {
    const limit = error instanceof Error && 'limit' in error ? sizeOf(Number(error.limit)) : 'this service takes';
    return { status: 413, title: 'Content Too Large', detail: `the request body is larger than ${limit}` };
  }
  if (type === 'encoding.unsupported') {
    return { status: 415, title: 'Unsupported Media Type', detail: 'send the body without a content encoding' };
  }
  if (type === 'request.aborted' || type === 'request.size.invalid') {
    return { status: 400, title: 'Bad Request', detail: 'the request body ended early' };
  }
  return undefined;
}

const storeOutage: RaisedProblem = {
  status: 503,
  code: 'store_unavailable',
  title: 'Service Unavailable',
  detail: 'the store does not answer; nothing was kept, try again',
};

const ownFault: RaisedProblem = {
  status: 500,
  title: 'Internal Server Error',
  detail: 'this is a fault of answer-grader itself',
};
