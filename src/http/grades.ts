import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { AnswerText } from '../core/answer-text.ts';
import { InvalidInput, NotFound } from '../core/errors.ts';
import type { Grade } from '../core/grade.ts';
import type { ServiceParts } from './app.ts';
import { parseWith } from './parse.ts';
import { only, sendProblem } from './problem.ts';

/** What is posted to have an answer graded. */
export const GradeBody = z.strictObject({
  question: z.string().min(1),
  answer: AnswerText,
  engine: z.enum(['heuristic', 'hybrid']).optional(),
  lang: z.enum(['zh', 'en']).optional(),
});

const keptGrades = 1_000;

/** Grading over HTTP. The latest grades can be fetched again by their unguessable id until the service stops. */
export function gradeRoutes({ grader, config }: ServiceParts): Router {
  const router = Router();
  const latest = new Map<string, Grade>();
  router
    .route('/')
    .post(jsonOnly, express.raw({ type: isJson, limit: '256kb', inflate: false }), async (request, response) => {
      const body = parseWith(GradeBody, decodeJson(request.body), 'request body');
      const abort = new AbortController();
      response.on('close', () => abort.abort());
      const grade = await grader.grade({
        question: body.question,
        answer: body.answer,
        engine: body.engine ?? config.engine,
        lang: body.lang ?? config.lang,
        signal: abort.signal,
      });
      keep(latest, grade);
      response.status(201).location(`/v1/grades/${grade.id}`).json(grade);
    })
    .all(only('POST'));
  router
    .route('/:id')
    .get((request, response) => {
      const grade = latest.get(request.params.id);
      if (grade === undefined) throw new NotFound('grade', request.params.id);
      response.json(grade);
    })
    .all(only('GET, HEAD'));
  return router;
}

function keep(latest: Map<string, Grade>, grade: Grade): void {
  latest.set(grade.id, grade);
  const [oldest] = latest.keys();
  if (latest.size > keptGrades && oldest !== undefined) latest.delete(oldest);
}

const isJson = (request: { headers: { 'content-type'?: string | undefined } }): boolean =>
  /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');

const jsonOnly: RequestHandler = (request, response, next) => {
  if (isJson(request)) next();
  else
    sendProblem(response, {
      status: 415,
      title: 'Unsupported Media Type',
      detail: 'send the body as application/json',
    });
};

/** The body as JSON. Bytes that are not UTF-8 are refused rather than replaced: offsets would no longer be the sender's. */
function decodeJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) throw bodyFault('is empty; send {"question": …, "answer": …}');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw bodyFault('is not UTF-8 text');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw bodyFault('is not valid JSON');
  }
}

function bodyFault(message: string): InvalidInput {
  return new InvalidInput('request body', [{ field: '', message }]);
}
