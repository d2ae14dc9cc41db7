import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { InvalidInput, type InputFault, NotFound } from '../core/errors.ts';

/** A problem response of RFC 9457; `errors` names every field at fault. */
export type Problem = { readonly status: number; readonly title: string; readonly detail: string; readonly errors?: readonly InputFault[] };

/** Sends a problem response. */
export function sendProblem(response: Response, problem: Problem): void {
  const { status, title, detail, errors } = problem;
  response.status(status).type('application/problem+json');
  response.send(JSON.stringify({ type: 'about:blank', title, status, detail, ...(errors === undefined ? {} : { errors }) }));
}

/** Answers whatever no route took. */
export const unknownRoute: RequestHandler = (request, response) => {
  sendProblem(response, { status: 404, title: 'Not Found', detail: `there is nothing at ${request.method} ${request.path}` });
};

/** The one place where errors become responses. */
export const errorResponse: ErrorRequestHandler = (error, _request, response, _next) => {
  sendProblem(response, problemFor(error));
};

function problemFor(error: unknown): Problem {
  if (error instanceof NotFound) return { status: 404, title: 'Not Found', detail: error.message };
  if (error instanceof InvalidInput) return { status: 400, title: 'Bad Request', detail: error.message, errors: error.faults };
  const type = (error as { type?: unknown }).type;
  if (type === 'entity.too.large') return { status: 413, title: 'Content Too Large', detail: 'the request body is larger than 256 kB' };
  if (type === 'entity.parse.failed') return { status: 400, title: 'Bad Request', detail: 'the request body is not valid JSON' };
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') {
    return { status: 415, title: 'Unsupported Media Type', detail: 'send UTF-8 JSON without a content encoding' };
  }
  if (error instanceof URIError) return { status: 400, title: 'Bad Request', detail: 'the address cannot be decoded' };
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return { status: 500, title: 'Internal Server Error', detail: 'this is a fault of answer-grader itself' };
}
