import type { ServiceParts } from '../app.ts';
import { createEventStream, eventStream } from '../event-stream.ts';
import { Problem, wholeProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { ById } from '../shapes.ts';
import { BatchShape } from './batch-shape.ts';
import type { BatchWatch, Sight } from './watch-batches.ts';

const told =
  'Events: `progress` at once and whenever something has changed; `end` when every answer has ended or the batch was ' +
  'cancelled, as the last one; `problem` when it was removed, or when whoever listens may not any more. A client that comes back with `Last-Event-ID` hears only ' +
  'what is new to it';

/** How a batch goes on, as a stream of events. */
export function batchEventRoutes({ operations: { stopping } }: ServiceParts, watch: BatchWatch): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/batches/{id}/events',
      name: 'watchBatch',
      // Many come back at once after a restart; a browser that is refused does not try again.
      whenLate: 'answered',
      access: 'interviewer',
      summary: 'How a batch goes on, event by event',
      params: ById,
      answers: {
        200: { description: told, events: { progress: BatchShape, end: BatchShape, problem: Problem } },
        204: { description: 'It has ended, and the client has heard of it' },
      },
      problems: { 404: 'No such batch' },
      handle: async ({ params, request, response }) => {
        const { state } = await watch.look(params.id);
        const heard = request.get('last-event-id');
        if (heard?.startsWith('end-') && (state === 'done' || state === 'cancelled')) return { status: 204 };
        if (request.method === 'HEAD') {
          response.type(eventStream).end();
          return undefined;
        }
        const events = createEventStream(response);
        events.begin();
        const stop = watch.watch(params.id, {
          changed: ({ batch, mark, event }: Sight) => {
            if (mark !== heard) events.sendShared(event);
            if (batch.state !== 'done' && batch.state !== 'cancelled') return;
            events.send('end', batch, `end-${mark}`);
            events.end();
          },
          gone: () => {
            const detail = `there is no batch "${params.id}"`;
            events.send('problem', wholeProblem({ title: 'Not Found', status: 404, detail }));
            events.end();
          },
        });
        // Who is still there when the service has come back goes on from the last event.
        stopping.addEventListener('abort', events.end);
        response.once('close', () => {
          stop();
          stopping.removeEventListener('abort', events.end);
        });
        return undefined;
      },
    }),
  ];
}
