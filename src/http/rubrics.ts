import { z } from 'zod';
import { CheckFigures, readFigures } from '../checks/kept-figures.ts';
import { AnswerText } from '../core/answer-text.ts';
import { NotFound } from '../core/errors.ts';
import { modelAnswerOf } from '../core/model-answer.ts';
import { Rubric } from '../core/rubric.ts';
import { Explanation } from '../grading/answer/explain.ts';
import type { ServiceParts } from './app.ts';
import { jsonBody } from './body.ts';
import { type Route, route } from './route.ts';
import { ById, shape } from './shapes.ts';

const KnownRubric = shape(
  'KnownRubric',
  z.object({
    set: z.string(),
    /** Hash of the rubric with its vocabulary and examples, as in the manifest of a grade. */
    hash: z.string(),
    rubric: Rubric,
  }),
);
shape('Explanation', Explanation);
shape('CheckFigures', CheckFigures);

/** Rubrics as their authors and interviewers see them: all of it, in both languages. */
export function rubricRoutes({ catalogue, explain, config }: ServiceParts): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/rubrics/{id}',
      name: 'getRubric',
      access: 'interviewer',
      summary: 'The whole rubric of a question, in both languages, with what no candidate may see',
      params: ById,
      answers: { 200: { description: 'The rubric', schema: KnownRubric } },
      problems: { 404: 'No such question; `nearest` holds ids like it' },
      handle: ({ params: { id } }) => {
        const rubric = catalogue.rubric(id);
        const shown = { ...rubric, model_answer: modelAnswerOf(rubric, 'zh') };
        return { status: 200, body: { set: catalogue.setOf(id).id, hash: catalogue.hash(id), rubric: shown } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/rubrics/{id}/explain',
      name: 'explainAnswer',
      whenLate: 'first',
      access: 'interviewer',
      summary: 'Which indicators fire on which words of an answer, and what was held back and why; nothing is kept',
      params: ById,
      body: jsonBody(z.strictObject({ answer: AnswerText })),
      answers: { 200: { description: 'What the heuristics see', schema: Explanation } },
      problems: { 404: 'No such question; `nearest` holds ids like it' },
      handle: async ({ params: { id }, body }) => {
        // Nobody is asked about a question that there is not.
        catalogue.setOf(id);
        return { status: 200, body: await explain(id, body.answer) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/checks/latest',
      name: 'latestCheck',
      access: 'interviewer',
      summary:
        'How far the judge agreed with human labels, point by point, in the last whole run of `answer-grader check`',
      answers: { 200: { description: 'The figures', schema: CheckFigures } },
      problems: { 404: 'No check was kept in the folder of data' },
      handle: () => {
        const figures = readFigures(config.data);
        if (figures === undefined) throw new NotFound('check', 'latest');
        return { status: 200, body: figures };
      },
    }),
  ];
}
