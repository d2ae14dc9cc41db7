import { z } from 'zod';
import { describeApi } from './openapi.ts';
import { referenceStyle, renderReference } from './reference/render.ts';
import { type Route, route } from './route.ts';

/** What the service can do, for programs and for people: all that is `described`, and these routes themselves. */
export function descriptionRoutes(described: readonly Route[], version: string): readonly Route[] {
  const own: readonly Route[] = [
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
