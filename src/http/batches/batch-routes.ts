import { z } from 'zod';
import type { ServiceParts } from '../app.ts';
import { pageOf, pageQuery, wholeNumber } from '../query.ts';
import { type Route, route } from '../route.ts';
import { ById } from '../shapes.ts';
import { BatchShape } from './batch-shape.ts';
import { BatchItems, listItems } from './list-items.ts';
import { startRegrading } from './regrade-batch.ts';
import type { BatchWatch } from './watch-batches.ts';

const noBatch = { 404: 'No such batch' };
const usualBatches = 20;
const usualItems = 100;

/** What is asked of batches that are there: a list, one with its items, and what is done with it as a whole. */
export function batchRoutes(parts: ServiceParts, watch: BatchWatch): readonly Route[] {
  const { batches, wake } = parts;
  const regrading = startRegrading(parts);
  return [
    route({
      method: 'get',
      path: '/v1/batches',
      name: 'listBatches',
      access: 'interviewer',
      summary: 'The batches, the latest first',
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page of batches', schema: pageOf('BatchPage', BatchShape) } },
      problems: { 404: '`after` is of no batch' },
      handle: async ({ query: { limit = usualBatches, ...query } }) => {
        const found = await batches.list({ ...query, limit: limit + 1 });
        const items: BatchShape[] = [];
        for (const { id } of found.slice(0, limit)) items.push(await watch.look(id));
        return { status: 200, body: { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}',
      name: 'getBatch',
      access: 'interviewer',
      summary: 'A batch, and where it stands',
      params: ById,
      answers: { 200: { description: 'The batch', schema: BatchShape } },
      problems: noBatch,
      handle: async ({ params }) => ({ status: 200, body: await watch.look(params.id) }),
    }),
    route({
      method: 'delete',
      path: '/v1/batches/{id}',
      name: 'removeBatch',
      access: 'admin',
      audit: 'a batch was deleted',
      summary: 'Remove a batch with its answers, grades, reviews and transcripts',
      params: ById,
      answers: { 204: { description: 'It is gone' } },
      problems: noBatch,
      handle: async ({ params, response }) => {
        await watch.look(params.id);
        await batches.remove(params.id);
        response.locals.audited = { batch: params.id };
        return { status: 204 };
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}/items',
      name: 'listItems',
      access: 'interviewer',
      summary: 'The answers of a batch in the order of the input, and what became of each',
      params: ById,
      query: z.strictObject({
        from: wholeNumber(0, 1_000_000_000).optional(),
        limit: wholeNumber(1, 500).optional(),
      }),
      answers: { 200: { description: 'Items; `next` is the position to go on from', schema: BatchItems } },
      problems: noBatch,
      handle: async ({ params, query: { from = 0, limit = usualItems } }) => {
        await watch.look(params.id);
        return { status: 200, body: await listItems(params.id, { from, limit }, parts) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/batches/{id}/cancel',
      name: 'cancelBatch',
      access: 'interviewer',
      summary: 'Grade no more of a batch; what is graded stays',
      params: ById,
      answers: { 200: { description: 'The batch', schema: BatchShape } },
      problems: noBatch,
      handle: async ({ params }) => {
        await watch.look(params.id);
        await batches.cancel(params.id);
        return { status: 200, body: await watch.look(params.id) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/batches/{id}/retry',
      name: 'retryBatch',
      access: 'interviewer',
      summary: 'Grade again what is ungraded or was cancelled, and what the heuristics judged for want of the model',
      params: ById,
      answers: { 200: { description: 'The batch', schema: BatchShape } },
      problems: noBatch,
      handle: async ({ params }) => {
        await watch.look(params.id);
        if ((await batches.retry(params.id)) > 0) wake();
        return { status: 200, body: await watch.look(params.id) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/batches/{id}/regrade',
      name: 'regradeBatch',
      whenLate: 'first',
      access: 'interviewer',
      summary: 'Grade anew by the rubrics of today what is stale and nobody has decided; the old grades stay',
      params: ById,
      answers: {
        200: { description: 'It is done', schema: BatchShape },
        202: { description: 'It goes on: there is much to do', schema: BatchShape },
      },
      problems: noBatch,
      handle: async ({ params }) => {
        await watch.look(params.id);
        const done = await regrading(params.id);
        return { status: done ? 200 : 202, body: await watch.look(params.id) };
      },
    }),
  ];
}
