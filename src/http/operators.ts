import { z } from 'zod';
import type { ServiceParts } from './app.ts';
import { describeApi } from './openapi.ts';
import { type Route, route } from './route.ts';

/** What operators and other programs ask of the service: is it there, and what can it do? The document is of `described` and these. */
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
      handle: () => ({ status: 200, body: document }),
    }),
  ];
  const document = { openapi: '3.1.0', ...describeApi([...described, ...own], version) };
  return own;
}
