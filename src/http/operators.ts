import { z } from 'zod';
import type { ServiceParts } from './app.ts';
import { describeApi } from './openapi.ts';
import { referenceStyle, renderReference } from './reference/render.ts';
import { type Route, route } from './route.ts';

/** What operators and other programs ask of the service: is it there, and what can it do? They are told of `described` and of these. */
export function operatorRoutes({ version }: ServiceParts, described: readonly Route[]): readonly Route[] {
  const own: readonly Route[] = [
    route({
      method: 'get',
      path: '/healthz',
      name: 'health',
      access: 'anyone',
      summary: 'Is the service up?',
      answers: {
        200: { description: 'It is', schema: z.object({ status: z.literal('ok'), version: z.string() }) },
      },
      handle: () => ({ status: 200, body: { status: 'ok', version } }),
    }),
    route({
      method: 'get',
      path: '/openapi.json',
      name: 'describe',
      access: 'anyone',
      summary: 'This document',
      answers: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) } },
      handle: () => ({ status: 200, body: { ...document } }),
    }),
    route({
      method: 'get',
      path: '/docs',
      name: 'reference',
      access: 'anyone',
      summary: 'This document for people',
      answers: { 200: { description: 'A page', types: ['text/html'] } },
      handle: ({ response }) => void response.type('html').send(reference),
    }),
    route({
      method: 'get',
      path: '/docs/reference.css',
      name: 'referenceStyle',
      access: 'anyone',
      summary: 'Its stylesheet',
      answers: { 200: { description: 'A stylesheet', types: ['text/css'] } },
      handle: ({ response }) => void response.type('css').send(referenceStyle),
    }),
  ];
  const document = describeApi([...described, ...own], version);
  const reference = renderReference(document);
  return own;
}
