import { Router } from 'express';
import { z } from 'zod';
import type { Lang } from '../core/judge.ts';
import type { Catalogue } from '../grading/catalogue.ts';
import { only, type ServiceParts } from './app.ts';
import { parseWith } from './parse.ts';

const Query = z.strictObject({ lang: z.enum(['zh', 'en']).optional(), set: z.string().optional() });

/** What a candidate may see of the questions: no policy, no advice, no examples, no indicators, no model answer. */
export function questionRoutes({ catalogue, config }: ServiceParts): Router {
  const router = Router();
  router
    .route('/')
    .get((request, response) => {
      const { lang = config.lang, set } = parseWith(Query, request.query, 'query');
      const ids = catalogue.ids.filter((id) => set === undefined || catalogue.setOf(id).id === set);
      response.json({ questions: ids.map((id) => describe(catalogue, id, lang)) });
    })
    .all(only('GET'));
  router
    .route('/:id')
    .get((request, response) => {
      const { lang = config.lang } = parseWith(Query, request.query, 'query');
      response.json(describe(catalogue, request.params.id, lang));
    })
    .all(only('GET'));
  return router;
}

function describe(catalogue: Catalogue, id: string, lang: Lang) {
  const rubric = catalogue.rubric(id);
  const set = catalogue.setOf(id);
  const english = lang === 'en';
  return {
    id,
    set: { id: set.id, name: english ? set.en.name : set.name },
    kind: rubric.kind,
    marks: rubric.marks,
    title: english ? rubric.en.title : rubric.title,
    prompt: english ? rubric.en.prompt : rubric.prompt,
    points: rubric.points.map((point) => ({ id: point.id, dimension: point.dimension, name: english ? point.en.name : point.name })),
  };
}
