import { z } from 'zod';
import { AnswerText } from '../core/answer-text.ts';
import { Grade, GradedPoint } from '../core/grade.ts';
import type { KeptGrade } from '../core/kept-grade.ts';
import { modelAnswerOf } from '../core/model-answer.ts';
import { keepAttempt } from '../grading/kept/keep-attempt.ts';
import { candidateFor, findSeen, mustStillBeInvited, seesQuestion } from './access/own.ts';
import { Forbidden } from './access/refusals.ts';
import type { ServiceParts } from './app.ts';
import { jsonBody } from './body.ts';
import { eventStream } from './event-stream.ts';
import { streamGrade } from './grade-stream.ts';
import { describeKept, GradePage, KeptGradeShape } from './kept-grade.ts';
import { Problem } from './problem.ts';
import { pageQuery, usualLimit } from './query.ts';
import { type Route, route } from './route.ts';
import { ById, CandidateName, Engine, LangName, shape } from './shapes.ts';

/** What is posted to have an answer graded. */
export const GradeBody = shape(
  'GradeRequest',
  z.strictObject({
    question: z.string().min(1),
    answer: AnswerText,
    engine: Engine.optional(),
    lang: LangName.optional(),
    candidate: CandidateName.optional(),
  }),
);

const ModelAnswer = shape(
  'ModelAnswer',
  z.object({
    model_answer: z.string(),
    points: z.array(z.object({ id: z.string(), advice: z.string(), example: z.string() })),
  }),
);

const streamed =
  'With `Accept: text/event-stream`, events as they happen: `heuristic`, the grade of the heuristic judge at once; `point` ' +
  'whenever the model has decided one, where it is asked, and again where that changes; `grade`, which is the truth; or ' +
  '`problem`, as the last one';
const events = { heuristic: Grade, point: GradedPoint, grade: KeptGradeShape, problem: Problem };

/** Grading over HTTP: attempts of candidates, and what they may see after one. */
export function gradeRoutes(parts: ServiceParts): readonly Route[] {
  const { catalogue, grades, grader, config, door, operations } = parts;
  const describe = (kept: KeptGrade) => describeKept(kept, catalogue);
  return [
    route({
      method: 'post',
      path: '/v1/grades',
      name: 'gradeAnswer',
      whenLate: 'first',
      access: 'candidate',
      summary: 'Grade one answer, and keep both',
      body: jsonBody(GradeBody),
      answers: {
        200: { description: streamed, events },
        201: { description: 'The grade; `Location` says where it can be fetched again', schema: KeptGradeShape },
      },
      problems: { 404: 'No such question; `nearest` holds ids like it' },
      handle: async ({ body, who, request, response }) => {
        const { engine = config.engine, lang = config.lang, question, answer } = body;
        const candidate = candidateFor(who, body.candidate) ?? null;
        if (!seesQuestion(who, question)) throw new Forbidden('not theirs');
        const paid = await operations.gate.admit(request, response, engine);
        const abort = new AbortController();
        response.on('close', () => {
          if (!response.writableFinished) abort.abort();
        });
        // It may have gone while the gate was asked.
        if (response.closed) abort.abort();
        const asked = {
          question,
          answer,
          engine,
          lang,
          signal: abort.signal,
          names: candidate === null ? [] : [candidate],
        };
        const keep = async (grade: Grade) => {
          paid(grade.cost);
          await mustStillBeInvited(who, door);
          return describe(await keepAttempt({ candidate, question, answer, grade }, parts));
        };
        if (request.accepts('application/json', eventStream) === eventStream) {
          await streamGrade(grader, asked, { response, keep });
          return undefined;
        }
        const kept = await keep(await grader.grade(asked));
        return { status: 201, headers: { location: `/v1/grades/${kept.id}` }, body: kept };
      },
    }),
    route({
      method: 'get',
      path: '/v1/grades/{id}',
      name: 'getGrade',
      access: 'candidate',
      summary: 'A grade with its answer, and all that people have said of it since',
      params: ById,
      answers: { 200: { description: 'The grade', schema: KeptGradeShape } },
      problems: { 404: 'No such grade' },
      handle: async ({ params, who }) => ({ status: 200, body: describe(await findSeen(who, grades, params.id)) }),
    }),
    route({
      method: 'get',
      path: '/v1/grades/{id}/model-answer',
      name: 'getModelAnswer',
      access: 'candidate',
      summary: 'The model answer of a question, and for each point what to add: after an attempt, which the grade is',
      params: ById,
      query: z.strictObject({ lang: LangName.optional() }),
      answers: { 200: { description: 'The model answer', schema: ModelAnswer } },
      problems: { 404: 'No such grade' },
      handle: async ({ params, query, who }) => {
        const { answer } = await findSeen(who, grades, params.id);
        const rubric = catalogue.rubric(answer.question);
        const english = (query.lang ?? config.lang) === 'en';
        return {
          status: 200,
          body: {
            model_answer: modelAnswerOf(rubric, english ? 'en' : 'zh'),
            points: rubric.points.map(({ id, en, ...zh }) => {
              const { advice, example } = english ? en : zh;
              return { id, advice, example };
            }),
          },
        };
      },
    }),
    route({
      method: 'get',
      path: '/v1/attempts',
      name: 'listAttempts',
      access: 'candidate',
      summary: 'The attempts of a candidate, the latest first',
      query: z.strictObject({
        candidate: CandidateName,
        question: z.string().exactOptional(),
        ...pageQuery,
      }),
      answers: { 200: { description: 'A page of attempts', schema: GradePage } },
      handle: async ({ query: { limit = usualLimit, ...query }, who }) => {
        const { items, next } = await grades.attempts({
          ...query,
          candidate: candidateFor(who, query.candidate),
          limit,
        });
        return { status: 200, body: { items: items.map(describe), next } };
      },
    }),
  ];
}
