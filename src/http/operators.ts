import { z } from 'zod';
import type { ServiceParts } from './app.ts';
import { loggedError } from './operations/log.ts';
import type { Operations } from './operations/operations.ts';
import { Refused } from './problem.ts';
import { type Route, route } from './route.ts';

/** What operators and other programs ask of the service: is it there, may it be sent requests, how is it doing? */
export function operatorRoutes({
  version,
  operations,
}: Pick<ServiceParts, 'version' | 'operations'>): readonly Route[] {
  return [
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
      path: '/readyz',
      name: 'ready',
      access: 'anyone',
      summary: 'May it be sent requests?',
      answers: { 200: { description: 'It may', schema: z.object({ status: z.literal('ready') }) } },
      problems: { 503: 'The store does not answer, or the service is stopping' },
      handle: async () => {
        const fault = await unreadiness(operations);
        if (fault !== undefined) throw new Refused({ status: 503, title: 'Service Unavailable', detail: fault });
        return { status: 200, body: { status: 'ready' } };
      },
    }),
    route({
      method: 'get',
      path: '/metrics',
      name: 'metrics',
      access: 'metrics',
      summary: 'What was counted, for Prometheus',
      answers: { 200: { description: 'The text format of Prometheus', types: ['text/plain'] } },
      handle: async ({ response }) => {
        const { registry } = operations.metrics;
        response.type(registry.contentType).send(await registry.metrics());
        return undefined;
      },
    }),
  ];
}

/** Why no requests should be sent now; undefined when they may. */
async function unreadiness({ stopping, ready, log }: Operations): Promise<string | undefined> {
  if (stopping.aborted) return 'the service is stopping';
  try {
    await Promise.race([ready(), late()]);
    return undefined;
  } catch (error) {
    log.warn(loggedError(error), 'the store does not answer');
    return 'the store does not answer';
  }
}

const longestCheckMs = 2_000;

/** Who asks whether to send requests wants to know now, not when a connection has timed out. */
function late(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('no answer in time')), longestCheckMs).unref();
  });
}
