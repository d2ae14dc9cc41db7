import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { only, type ServiceParts } from './app.ts';
import { parseWith } from './parse.ts';
import { sendProblem } from './problem.ts';

/** Characters (UTF-16 units) of the longest answer that is accepted. */
const longestAnswer = 20_000;

/** What is posted to have an answer graded. */
export const GradeBody = z.strictObject({
  question: z.string().min(1),
  answer: z
    .string()
    .max(longestAnswer, `an answer is at most ${longestAnswer} characters`)
    .refine((answer) => !answer.includes('\u0000'), 'holds a NUL character, so it is not a text'),
  engine: z.enum(['heuristic', 'hybrid']).optional(),
  lang: z.enum(['zh', 'en']).optional(),
});

/** Grading over HTTP. */
export function gradeRoutes({ grader, config }: ServiceParts): Router {
  const router = Router();
  router
    .route('/')
    .post(jsonOnly, express.raw({ type: 'application/json', limit: '256kb', inflate: false }), async (request, response) => {
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
      response.status(201).json(grade);
    })
    .all(only('POST'));
  return router;
}

const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.is('application/json') !== false && request.is('application/json') !== null) {
    next();
    return;
  }
  if (request.get('content-length') === undefined && request.get('transfer-encoding') === undefined) {
    sendProblem(response, { status: 400, title: 'Bad Request', detail: 'the request has no body; send {"question": …, "answer": …}' });
    return;
  }
  sendProblem(response, { status: 415, title: 'Unsupported Media Type', detail: 'send the body as application/json' });
};

/** The body as JSON. Bytes that are not UTF-8 are refused rather than replaced, for offsets would no longer be the sender's. */
function decodeJson(body: unknown): unknown {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const what = error instanceof TypeError ? 'is not UTF-8 text' : 'is not valid JSON';
    return parseWith(z.never({ error: what }), undefined, 'request body');
  }
}
