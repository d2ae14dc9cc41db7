import { z } from 'zod';
import { AnswerText } from '../core/answer-text.ts';
import { NotFound } from '../core/errors.ts';
import { Grade } from '../core/grade.ts';
import type { ServiceParts } from './app.ts';
import { jsonBody } from './body.ts';
import { eventStream } from './event-stream.ts';
import { streamGrade } from './grade-stream.ts';
import { type Route, route } from './route.ts';
import { ById, Engine, LangName, shape } from './shapes.ts';

/** What is posted to have an answer graded. */
export const GradeBody = shape(
  'GradeRequest',
  z.strictObject({
    question: z.string().min(1),
    answer: AnswerText,
    engine: Engine.optional(),
    lang: LangName.optional(),
  }),
);

/** What the answer is where a stream of events is accepted. */
const streamed =
  'With `Accept: text/event-stream`, events as they happen: `heuristic` with the Grade of the heuristic judge at once; `point` ' +
  'with a GradedPoint whenever the model has decided one, where it is asked, and again where that changes; `grade` with the ' +
  'Grade, which is the truth; or `problem` with a Problem, as the last one';

const keptGrades = 1_000;

/** Grading over HTTP. The latest grades can be fetched again by their unguessable id until the service stops. */
export function gradeRoutes({ grader, config, operations }: ServiceParts): readonly Route[] {
  const latest = new Map<string, Grade>();
  return [
    route({
      method: 'post',
      path: '/v1/grades',
      name: 'gradeAnswer',
      access: 'candidate',
      summary: 'Grade one answer',
      body: jsonBody(GradeBody),
      answers: {
        200: { description: streamed, types: [eventStream] },
        201: { description: 'The grade; Location says where it can be fetched again', schema: Grade },
      },
      problems: { 404: 'No such question; `nearest` holds ids like it' },
      handle: async ({ body, request, response }) => {
        const engine = body.engine ?? config.engine;
        const paid = await operations.gate.admit(request, response, engine);
        const abort = new AbortController();
        response.on('close', () => abort.abort());
        const asked = {
          question: body.question,
          answer: body.answer,
          engine,
          lang: body.lang ?? config.lang,
          signal: abort.signal,
        };
        const kept = (grade: Grade): Grade => {
          paid(grade.cost);
          return keep(latest, grade);
        };
        if (request.accepts('application/json', eventStream) === eventStream) {
          await streamGrade(grader, asked, { response, keep: kept });
          return undefined;
        }
        const grade = kept(await grader.grade(asked));
        return { status: 201, headers: { location: `/v1/grades/${grade.id}` }, body: grade };
      },
    }),
    route({
      method: 'get',
      path: '/v1/grades/{id}',
      name: 'getGrade',
      access: 'candidate',
      summary: 'A grade made since the service started',
      params: ById,
      answers: { 200: { description: 'The grade', schema: Grade } },
      problems: { 404: 'No such grade' },
      handle: ({ params }) => {
        const grade = latest.get(params.id);
        if (grade === undefined) throw new NotFound('grade', params.id);
        return { status: 200, body: grade };
      },
    }),
  ];
}

function keep(latest: Map<string, Grade>, grade: Grade): Grade {
  latest.set(grade.id, grade);
  const [oldest] = latest.keys();
  if (latest.size > keptGrades && oldest !== undefined) latest.delete(oldest);
  return grade;
}
