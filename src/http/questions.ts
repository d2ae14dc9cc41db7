import { z } from 'zod';
import { NotFound } from '../core/errors.ts';
import type { Lang } from '../core/judge.ts';
import { QuestionKind } from '../core/rubric.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { seesQuestion } from './access/own.ts';
import { Forbidden } from './access/refusals.ts';
import type { ServiceParts } from './app.ts';
import { type Route, route } from './route.ts';
import { ById, LangName, shape } from './shapes.ts';

/** What a candidate may see of a question: no policy, no advice, no examples, no indicators, no model answer. */
export const PublicQuestion = shape(
  'Question',
  z.object({
    id: z.string(),
    set: z.object({ id: z.string(), name: z.string() }),
    kind: QuestionKind,
    marks: z.number(),
    title: z.string(),
    prompt: z.string(),
    points: z.array(z.object({ id: z.string(), dimension: z.string(), name: z.string() })),
  }),
);
export type PublicQuestion = z.infer<typeof PublicQuestion>;

const OneQuery = z.strictObject({ lang: LangName.optional() });

/** The questions over HTTP, as a candidate may see them, and the dimensions under which their points are summed up. */
export function questionRoutes({ catalogue, config }: ServiceParts): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/questions',
      name: 'listQuestions',
      access: 'candidate',
      summary: 'List the questions as a candidate may see them',
      query: OneQuery.extend({ set: z.string().optional() }),
      answers: { 200: { description: 'The questions', schema: z.object({ questions: z.array(PublicQuestion) }) } },
      problems: { 404: 'No such set' },
      handle: ({ query: { lang = config.lang, set }, who }) => {
        const sets = catalogue.sets.filter((candidate) => set === undefined || candidate.id === set);
        if (set !== undefined && sets.length === 0) {
          throw new NotFound(
            'set',
            set,
            catalogue.sets.map((candidate) => candidate.id),
          );
        }
        const ids = sets.flatMap((candidate) => candidate.questions).filter((id) => seesQuestion(who, id));
        return { status: 200, body: { questions: ids.map((id) => describe(catalogue, id, lang)) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/questions/{id}',
      name: 'getQuestion',
      access: 'candidate',
      summary: 'One question as a candidate may see it',
      params: ById,
      query: OneQuery,
      answers: { 200: { description: 'The question', schema: PublicQuestion } },
      problems: { 404: 'No such question; `nearest` holds ids like it' },
      handle: ({ params, query, who }) => {
        const body = describe(catalogue, params.id, query.lang ?? config.lang);
        if (!seesQuestion(who, params.id)) throw new Forbidden('not theirs');
        return { status: 200, body };
      },
    }),
    route({
      method: 'get',
      path: '/v1/dimensions',
      name: 'listDimensions',
      access: 'candidate',
      summary: 'The dimensions of service quality, in their usual order',
      query: OneQuery,
      answers: {
        200: {
          description: 'The dimensions',
          schema: z.object({ dimensions: z.array(z.object({ id: z.string(), name: z.string() })) }),
        },
      },
      handle: ({ query: { lang = config.lang } }) => ({
        status: 200,
        body: { dimensions: catalogue.dimensions.map((dimension) => ({ id: dimension.id, name: dimension[lang] })) },
      }),
    }),
  ];
}

function describe(catalogue: Catalogue, id: string, lang: Lang): PublicQuestion {
  const rubric = catalogue.rubric(id);
  const set = catalogue.setOf(id);
  const { title, prompt } = lang === 'en' ? rubric.en : rubric;
  return {
    id,
    set: { id: set.id, name: lang === 'en' ? set.en.name : set.name },
    kind: rubric.kind,
    marks: rubric.marks,
    title,
    prompt,
    points: rubric.points.map((point) => ({
      id: point.id,
      dimension: point.dimension,
      name: lang === 'en' ? point.en.name : point.name,
    })),
  };
}
