import { Router } from 'express';
import { z } from 'zod';
import { NotFound } from '../core/errors.ts';
import type { Lang } from '../core/judge.ts';
import { QuestionKind } from '../core/rubric.ts';
import type { Catalogue } from '../grading/catalogue.ts';
import type { ServiceParts } from './app.ts';
import { parseWith } from './parse.ts';
import { only } from './problem.ts';

/** What a candidate may see of a question: no policy, no advice, no examples, no indicators, no model answer. */
export const PublicQuestion = z.object({
  id: z.string(),
  set: z.object({ id: z.string(), name: z.string() }),
  kind: QuestionKind,
  marks: z.number(),
  title: z.string(),
  prompt: z.string(),
  points: z.array(z.object({ id: z.string(), dimension: z.string(), name: z.string() })),
});
export type PublicQuestion = z.infer<typeof PublicQuestion>;

const OneQuery = z.strictObject({ lang: z.enum(['zh', 'en']).optional() });
const ListQuery = OneQuery.extend({ set: z.string().optional() });

/** The questions over HTTP, as a candidate may see them. */
export function questionRoutes({ catalogue, config }: ServiceParts): Router {
  const router = Router();
  router
    .route('/')
    .get((request, response) => {
      const { lang = config.lang, set } = parseWith(ListQuery, request.query, 'query');
      const sets = catalogue.sets.filter((candidate) => set === undefined || candidate.id === set);
      if (set !== undefined && sets.length === 0) {
        throw new NotFound(
          'set',
          set,
          catalogue.sets.map((candidate) => candidate.id),
        );
      }
      const ids = sets.flatMap((candidate) => candidate.questions);
      response.json({ questions: ids.map((id) => describe(catalogue, id, lang)) });
    })
    .all(only('GET, HEAD'));
  router
    .route('/:id')
    .get((request, response) => {
      const { lang = config.lang } = parseWith(OneQuery, request.query, 'query');
      response.json(describe(catalogue, request.params.id, lang));
    })
    .all(only('GET, HEAD'));
  return router;
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
